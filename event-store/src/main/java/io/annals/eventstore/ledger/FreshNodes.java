package io.annals.eventstore.ledger;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Nodes that have become complete and are not stored yet, tile by tile. */
final class FreshNodes implements Frontier.Nodes {

    private static final String APPEND = "insert into ledger_tile (level, number, hashes) values (?, ?, ?)"
            + " on conflict (level, number) do update set hashes = ledger_tile.hashes || excluded.hashes";

    private final Map<Tiles.Key, ByteArrayOutputStream> tiles = new LinkedHashMap<>();

    @Override
    public void complete(int level, long index, byte[] hash) {
        tiles.computeIfAbsent(new Tiles.Key(level, index / Tiles.WIDTH), tile -> new ByteArrayOutputStream())
                .writeBytes(hash);
    }

    void store(Connection connection) throws SQLException {
        try (PreparedStatement append = connection.prepareStatement(APPEND)) {
            for (Map.Entry<Tiles.Key, ByteArrayOutputStream> tile : tiles.entrySet()) {
                append.setInt(1, tile.getKey().level());
                append.setLong(2, tile.getKey().number());
                append.setBytes(3, tile.getValue().toByteArray());
                append.addBatch();
            }
            append.executeBatch();
        }
    }
}
