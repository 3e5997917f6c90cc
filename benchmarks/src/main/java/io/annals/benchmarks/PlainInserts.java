package io.annals.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/**
 * What the same database does with the same rows when nobody decides, encrypts or claims anything: same row bytes, same
 * indexes, same durability, same rows per commit. The yardstick of the intake.
 */
final class PlainInserts implements AutoCloseable {

    /** @param rows per commit, on average; @param bytes of content in a row, on average */
    record Shape(double rows, double bytes) {
        @Override
        public String toString() {
            return "%.0f rows a commit, %.0f bytes of content".formatted(rows, bytes);
        }
    }

    private final Connection connection;

    PlainInserts(String url) throws SQLException {
        connection = DriverManager.getConnection(url);
    }

    /** How the server wrote what it appended after {@code position}: a row remembers its transaction. */
    Shape shapeSince(long position) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select count(*)::float8 / count(distinct xmin::text), avg(length(content))::float8 from event"
                        + " where position > ?")) {
            select.setLong(1, position);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Shape(row.getDouble(1), row.getDouble(2));
            }
        }
    }

    /** Rows a second, one connection, as the server's writer has one. */
    double measure(Shape shape, double seconds) throws SQLException {
        int rows = (int) Math.max(1, Math.round(shape.rows()));
        byte[] content = new byte[(int) shape.bytes()];
        new Random(1).nextBytes(content);
        try (Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists bench; drop table if exists bench.event;"
                    + " create table bench.event (like public.event including all)");
        }
        connection.setAutoCommit(false);
        long written = 0;
        long began = System.nanoTime();
        try (PreparedStatement insert =
                connection.prepareStatement("insert into bench.event (position, stream, sequence,"
                        + " aggregate, name, revision, event_id, recorded_at, key_id, content) select * from unnest(?::bigint[],"
                        + " ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::uuid[],"
                        + " ?::bytea[])")) {
            while (System.nanoTime() - began < seconds * 1e9) {
                fill(insert, rows, written, content);
                insert.executeUpdate();
                connection.commit();
                written += rows;
            }
        }
        double rate = written / ((System.nanoTime() - began) / 1e9);
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop schema bench cascade");
        }
        connection.commit();
        connection.setAutoCommit(true);
        return rate;
    }

    private void fill(PreparedStatement insert, int rows, long written, byte[] content) throws SQLException {
        Object[][] columns = new Object[9][rows];
        byte[][] contents = new byte[rows][];
        String now = Instant.now().toString();
        UUID key = UUID.randomUUID();
        for (int i = 0; i < rows; i++) {
            long position = written + i + 1;
            columns[0][i] = position;
            columns[1][i] = new UUID(0, position % 5_000).toString();
            columns[2][i] = position / 5_000;
            columns[3][i] = "customer";
            columns[4][i] = "behavior-recorded";
            columns[5][i] = "1";
            columns[6][i] = UUID.randomUUID().toString();
            columns[7][i] = now;
            columns[8][i] = key;
            contents[i] = content;
        }
        String[] types = {"bigint", "text", "bigint", "text", "text", "text", "text", "timestamptz", "uuid"};
        for (int column = 0; column < types.length; column++) {
            insert.setArray(column + 1, connection.createArrayOf(types[column], columns[column]));
        }
        insert.setArray(10, connection.createArrayOf("bytea", contents));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
