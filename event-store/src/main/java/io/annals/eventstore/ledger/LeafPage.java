package io.annals.eventstore.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stored leaves of a run of events. */
final class LeafPage {

    private final long first;
    private final long last;
    private final Map<Long, byte[]> tiles = new HashMap<>();

    private LeafPage(long first, long last) {
        this.first = first;
        this.last = last;
    }

    /** Those of the positions after {@code after} up to {@code last}. */
    static LeafPage read(Connection connection, long after, long last) throws SQLException {
        LeafPage page = new LeafPage(after + 1, last);
        try (PreparedStatement select = connection.prepareStatement(
                "select number, hashes from ledger_tile where level = 0 and number between ? and ?")) {
            select.setLong(1, after / Tiles.WIDTH);
            select.setLong(2, last / Tiles.WIDTH);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    page.tiles.put(rows.getLong(1), rows.getBytes(2));
                }
            }
        }
        return page;
    }

    /** {@code null} when the position is not of this page. */
    byte @Nullable [] of(long position) {
        if (position < first || position > last) {
            return null;
        }
        byte[] tile = tiles.get((position - 1) / Tiles.WIDTH);
        int from = (int) ((position - 1) % Tiles.WIDTH) * Hashes.SIZE;
        return tile == null ? null : Arrays.copyOfRange(tile, from, from + Hashes.SIZE);
    }
}
