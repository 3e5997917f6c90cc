package io.annals.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What it costs to tell a repeated message from a new one when very many are known: the question the intake asks, of a
 * table like the intake's, in the server's database. A batch asks once for all its messages.
 */
@Command(name = "message-ids", description = "Measures the look-up of message ids among up to ten million.")
final class MessageIds implements Callable<Integer> {

    private static final int BATCH = 100;
    private static final int ROUNDS = 2_000;
    private static final int WARM_UP = 500;

    @Option(names = "--rows", split = ",", defaultValue = "10000,100000,1000000,10000000")
    private long[] sizes = {};

    private long known;

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getenv().getOrDefault("ANNALS_HOME", "./.annals"));
        try (Connection connection = DriverManager.getConnection(
                        Files.readString(home.resolve("postgres-url")).strip());
                Statement statement = connection.createStatement()) {
            statement.execute("create schema if not exists bench; drop table if exists bench.message;"
                    + " create table bench.message (like public.message including all)");
            System.out.printf(
                    "%12s %16s %16s %12s %14s%n",
                    "rows", "us a batch, p50", "us a batch, p99", "us an id", "driver heap MB");
            for (long size : sizes) {
                fill(connection, size);
                statement.execute("analyze bench.message");
                measure(connection);
            }
            statement.execute("drop schema bench cascade");
        }
        return 0;
    }

    private void fill(Connection connection, long size) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into bench.message select * from unnest(?::uuid[])")) {
            while (known < size) {
                UUID[] ids = new UUID[(int) Math.min(20_000, size - known)];
                for (int i = 0; i < ids.length; i++) {
                    ids[i] = id(known++);
                }
                insert.setArray(1, connection.createArrayOf("uuid", ids));
                insert.executeUpdate();
            }
        }
    }

    /** Every second one is known. */
    private void measure(Connection connection) throws SQLException {
        SplittableRandom random = new SplittableRandom(known);
        long[] nanos = new long[ROUNDS];
        try (PreparedStatement query = connection.prepareStatement("select id from bench.message where id = any (?)")) {
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                UUID[] ids = new UUID[BATCH];
                for (int i = 0; i < BATCH; i++) {
                    ids[i] = id(i % 2 == 0 ? random.nextLong(known) : -1 - random.nextLong(known));
                }
                long began = System.nanoTime();
                int found = ask(connection, query, ids);
                if (found < BATCH / 2 - 5 || found > BATCH / 2) {
                    throw new IllegalStateException(found + " of " + BATCH / 2 + " were found");
                }
                if (round >= 0) {
                    nanos[round] = System.nanoTime() - began;
                }
            }
        }
        Arrays.sort(nanos);
        double mean = Arrays.stream(nanos).average().orElseThrow();
        System.gc();
        Runtime heap = Runtime.getRuntime();
        System.out.printf(
                "%,12d %16.0f %16.0f %12.2f %14d%n",
                known,
                nanos[ROUNDS / 2] / 1e3,
                nanos[ROUNDS * 99 / 100] / 1e3,
                mean / BATCH / 1e3,
                (heap.totalMemory() - heap.freeMemory()) >> 20);
    }

    private static int ask(Connection connection, PreparedStatement query, UUID[] ids) throws SQLException {
        Array array = connection.createArrayOf("uuid", ids);
        query.setArray(1, array);
        int found = 0;
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found++;
            }
        }
        return found;
    }

    /** As evenly spread as keyed hashes are. */
    private static UUID id(long number) {
        SplittableRandom bits = new SplittableRandom(number);
        return new UUID(bits.nextLong(), bits.nextLong());
    }
}
