package io.annals.eventstore.ledger;

import io.annals.eventstore.ledger.Fault.Kind;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the stored nodes are those that were signed. Up to there, a leaf that differs from its event's tells which
 * event is at fault, and a leaf found elsewhere what was done to it.
 */
final class StoredLeaves {

    private static final int FETCH = 64;

    private final Connection connection;
    private final List<Head> heads;
    private final Map<Integer, ByteArrayOutputStream> above = new HashMap<>();
    private Frontier trusted = Frontier.empty();
    private @Nullable Fault fault;

    private StoredLeaves(Connection connection, List<Head> heads) {
        this.connection = connection;
        this.heads = heads;
    }

    static StoredLeaves check(Connection connection, List<Head> heads) throws SQLException {
        StoredLeaves leaves = new StoredLeaves(connection, heads);
        leaves.checkLeaves();
        if (leaves.fault == null) {
            leaves.checkAbove();
        }
        return leaves;
    }

    /** The tree over the leaves up to the last head they all lead to. */
    Frontier trusted() {
        return trusted;
    }

    Optional<Fault> fault() {
        return Optional.ofNullable(fault);
    }

    private void checkLeaves() throws SQLException {
        Frontier tree = Frontier.empty();
        Iterator<Head> next = heads.iterator();
        Head head = next.hasNext() ? next.next() : null;
        try (TileRows tiles = new TileRows("level = 0")) {
            for (long number = 0; head != null; number++) {
                byte[] tile = tiles.next(0, number);
                int from = 0;
                for (; head != null && from < tile.length; from += Hashes.SIZE) {
                    tree.append(Arrays.copyOfRange(tile, from, from + Hashes.SIZE), this::keepAbove);
                    if (tree.size() == head.size()) {
                        if (!tree.agreesWith(head)) {
                            fault = suspect(head, "stored leaves do not lead to the signed head");
                            return;
                        }
                        trusted = tree.copy();
                        head = next.hasNext() ? next.next() : null;
                    }
                }
                if (head != null && tile.length < Tiles.WIDTH * Hashes.SIZE) {
                    fault = suspect(head, "stored leaves are missing");
                    return;
                }
            }
        }
    }

    private void keepAbove(int level, long index, byte[] hash) {
        if (level > 0) {
            above.computeIfAbsent(level, unseen -> new ByteArrayOutputStream()).writeBytes(hash);
        }
    }

    private void checkAbove() throws SQLException {
        try (TileRows tiles = new TileRows("level <> 0")) {
            for (int level = 1; above.containsKey(level); level++) {
                byte[] expected = above.get(level).toByteArray();
                int full = Tiles.WIDTH * Hashes.SIZE;
                for (int from = 0; from < expected.length; from += full) {
                    byte[] tile = Arrays.copyOfRange(expected, from, Math.min(from + full, expected.length));
                    byte[] stored = tiles.next(level, from / full);
                    // What became complete after the last head held outside may stand behind it.
                    int differs = Arrays.mismatch(tile, stored);
                    if (differs >= 0 && differs < tile.length) {
                        long leaves = 1L << (Tiles.HEIGHT * level);
                        long node = (from + differs) / Hashes.SIZE;
                        fault = new Fault(
                                Kind.LEDGER, node * leaves + 1, (node + 1) * leaves, "a stored node of level " + level);
                        return;
                    }
                }
            }
        }
    }

    private Fault suspect(Head head, String what) {
        return new Fault(Kind.LEDGER, trusted.size() + 1, head.size(), what);
    }

    /** Tiles in order; one that is not there, or not where it should be, reads as an empty one. */
    private final class TileRows implements AutoCloseable {

        private final PreparedStatement select;
        private final ResultSet rows;
        private boolean found;

        TileRows(String which) throws SQLException {
            select = connection.prepareStatement(
                    "select level, number, hashes from ledger_tile where " + which + " order by level, number");
            select.setFetchSize(FETCH);
            rows = select.executeQuery();
            found = rows.next();
        }

        byte[] next(int level, long number) throws SQLException {
            while (found && (rows.getInt(1) < level || rows.getInt(1) == level && rows.getLong(2) < number)) {
                found = rows.next();
            }
            if (!found || rows.getInt(1) != level || rows.getLong(2) != number) {
                return new byte[0];
            }
            return rows.getBytes(3);
        }

        @Override
        public void close() throws SQLException {
            select.close();
        }
    }
}
