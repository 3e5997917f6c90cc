package io.annals.eventstore.ledger;

import io.annals.eventstore.StoreUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The stored nodes of one tree. Every eighth level is kept, 256 hashes a row; what lies between is computed from one tile,
 * so that a proof reads two or three rows for each 256-fold of the log. Tiles read stay in memory as long as this does.
 */
final class Tiles {

    /** Levels of the tree from one tile level to the next. */
    static final int HEIGHT = 8;

    /** Hashes in a full tile. */
    static final int WIDTH = 1 << HEIGHT;

    private final Hashes hashes = new Hashes();
    private final Connection connection;
    private final Map<Key, byte[]> read = new HashMap<>();

    /** @param number of the tile within its level, from 0 */
    record Key(int level, long number) {}

    Tiles(Connection connection) {
        this.connection = connection;
    }

    /** The root over the {@code 2^height} leaves from {@code index * 2^height} on; they must all be there. */
    byte[] node(int height, long index) {
        int within = height % HEIGHT;
        long first = index << within;
        byte[] tile = tile(new Key(height / HEIGHT, first / WIDTH));
        int from = (int) (first % WIDTH) * Hashes.SIZE;
        int bytes = Hashes.SIZE << within;
        if (from + bytes > tile.length) {
            throw new LedgerBroken(
                    "its stored nodes end too early: level " + height / HEIGHT + ", tile " + first / WIDTH);
        }
        return fold(tile, from, bytes);
    }

    private byte[] fold(byte[] tile, int from, int bytes) {
        if (bytes == Hashes.SIZE) {
            return Arrays.copyOfRange(tile, from, from + bytes);
        }
        int half = bytes / 2;
        return hashes.node(fold(tile, from, half), fold(tile, from + half, half));
    }

    private byte[] tile(Key key) {
        return read.computeIfAbsent(key, wanted -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select hashes from ledger_tile where level = ? and number = ?")) {
                select.setInt(1, wanted.level());
                select.setLong(2, wanted.number());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getBytes(1) : new byte[0];
                }
            } catch (SQLException e) {
                throw new StoreUnavailable(e);
            }
        });
    }
}
