package io.annals.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers whatever callers append at the same time into one transaction and one flush to disk. While one group is being
 * flushed the next one gathers, so throughput grows with the number of callers and a lone caller waits for nobody.
 *
 * <p>A transaction-level advisory lock lets one process write at a time; positions are dealt under it, which makes the
 * global order gap-free. When a group fails, its members are tried alone, so that only the guilty one fails.
 */
final class GroupWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GroupWriter.class);

    /** "annals" in ASCII: one lock for the one log of a database. */
    static final long LOG_LOCK = 0x616e6e616c73L;

    /** Keeps a group's memory and its latency bounded; a single larger append still goes through whole. */
    private static final int GROUP_ROWS = 4_000;

    private static final String INSERT_EVENTS = "insert into event (position, " + EventRow.COLUMNS + ")"
            + " select * from unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],"
            + " ?::timestamptz[], ?::uuid[], ?::bytea[])";

    private final DataSource database;
    private final LongConsumer committed;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "event-group-writer");
    private volatile boolean closed;

    private record Waiting(Append append, CompletableFuture<Long> position) {
        Waiting(Append append) {
            this(append, new CompletableFuture<>());
        }
    }

    /** @param committed is told the position of the newest event after each commit */
    GroupWriter(DataSource database, LongConsumer committed) {
        this.database = database;
        this.committed = committed;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Returns once the append is durable.
     *
     * @throws ClaimLost when an exclusive claim's row exists already
     * @throws AppendFailed when the database refused it
     * @throws StoreUnavailable when the database could not be reached
     */
    void write(Append append) {
        Waiting waiting = new Waiting(append);
        if (closed) {
            throw new StoreUnavailable(new IllegalStateException("closing"));
        }
        queue.add(waiting);
        try {
            waiting.position().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Appends that no group has taken yet. */
    int waiting() {
        return queue.size();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        queue.add(new Waiting(
                new Append(List.of(), List.of(), Map.of()))); // wakes the writer without breaking into a commit
        thread.join();
    }

    private void run() {
        while (!closed) {
            List<Waiting> group = new ArrayList<>();
            try {
                int rows = take(group);
                while (rows < GROUP_ROWS) {
                    Waiting next = queue.poll();
                    if (next == null) {
                        break;
                    }
                    group.add(next);
                    rows += next.append().rows().size();
                }
                store(group);
            } catch (InterruptedException e) {
                closed = true;
            } catch (RuntimeException e) {
                log.error("a group of {} appends failed", group.size(), e);
                group.forEach(waiting -> waiting.position().completeExceptionally(e));
            }
        }
        List<Waiting> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(waiting ->
                waiting.position().completeExceptionally(new StoreUnavailable(new IllegalStateException("closing"))));
    }

    private int take(List<Waiting> group) throws InterruptedException {
        Waiting first = queue.take();
        group.add(first);
        return first.append().rows().size();
    }

    private void store(List<Waiting> group) {
        List<Waiting> remaining = group;
        while (!remaining.isEmpty()) {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    Map<Waiting, Claim> losers = attempt(connection, remaining);
                    if (losers.isEmpty()) {
                        return;
                    }
                    losers.forEach((loser, claim) -> loser.position().completeExceptionally(new ClaimLost(claim)));
                    remaining = remaining.stream()
                            .filter(waiting -> !losers.containsKey(waiting))
                            .toList();
                } catch (SQLException e) {
                    rollback(connection);
                    if (unreachable(e)) {
                        throw e;
                    }
                    if (remaining.size() == 1) {
                        remaining.get(0).position().completeExceptionally(new AppendFailed(e));
                        return;
                    }
                    remaining.forEach(waiting -> store(List.of(waiting)));
                    return;
                }
            } catch (SQLException e) {
                StoreUnavailable unavailable = new StoreUnavailable(e);
                remaining.forEach(waiting -> waiting.position().completeExceptionally(unavailable));
                return;
            }
        }
    }

    /** Commits the whole group and answers nobody, or rolls back and answers those whose claims were lost. */
    private Map<Waiting, Claim> attempt(Connection connection, List<Waiting> group) throws SQLException {
        long position = lockAndFindHead(connection);
        Map<Waiting, Claim> losers = writeClaims(connection, group);
        if (!losers.isEmpty()) {
            connection.rollback();
            return losers;
        }
        List<EventRow> rows = group.stream()
                .flatMap(waiting -> waiting.append().rows().stream())
                .toList();
        insert(connection, position, rows);
        connection.commit();
        committed.accept(position + rows.size());
        for (Waiting waiting : group) {
            position += waiting.append().rows().size();
            waiting.position().complete(position);
        }
        return Map.of();
    }

    private static long lockAndFindHead(Connection connection) throws SQLException {
        // Two statements, one round trip: the second takes its own snapshot, after the lock was won.
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "select pg_advisory_xact_lock(" + LOG_LOCK + "); select coalesce(max(position), 0) from event");
            statement.getMoreResults();
            try (ResultSet head = statement.getResultSet()) {
                head.next();
                return head.getLong(1);
            }
        }
    }

    private static Map<Waiting, Claim> writeClaims(Connection connection, List<Waiting> group) throws SQLException {
        Map<String, List<Map.Entry<Waiting, Claim>>> byStatement = new LinkedHashMap<>();
        for (Waiting waiting : group) {
            for (Claim claim : waiting.append().claims()) {
                byStatement
                        .computeIfAbsent(claim.sql(), sql -> new ArrayList<>())
                        .add(Map.entry(waiting, claim));
            }
        }
        Map<Waiting, Claim> losers = new LinkedHashMap<>();
        for (Map.Entry<String, List<Map.Entry<Waiting, Claim>>> entry : byStatement.entrySet()) {
            try (PreparedStatement insert = connection.prepareStatement(entry.getKey())) {
                for (Map.Entry<Waiting, Claim> claim : entry.getValue()) {
                    bind(insert, claim.getValue().values());
                    insert.addBatch();
                }
                int[] counts = insert.executeBatch();
                for (int i = 0; i < counts.length; i++) {
                    Map.Entry<Waiting, Claim> claim = entry.getValue().get(i);
                    if (counts[i] == 0 && claim.getValue().kind() == Claim.Kind.EXCLUSIVE) {
                        losers.putIfAbsent(claim.getKey(), claim.getValue());
                    }
                }
            }
        }
        return losers;
    }

    private static void bind(PreparedStatement insert, List<Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            insert.setObject(i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
    }

    private static void insert(Connection connection, long head, List<EventRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_EVENTS)) {
            Object[][] columns = new Object[10][rows.size()];
            byte[][] contents = new byte[rows.size()][];
            for (int i = 0; i < rows.size(); i++) {
                EventRow row = rows.get(i);
                columns[0][i] = head + i + 1;
                columns[1][i] = row.stream();
                columns[2][i] = row.sequence();
                columns[3][i] = row.aggregate();
                columns[4][i] = row.name();
                columns[5][i] = row.revision();
                columns[6][i] = row.eventId();
                columns[7][i] = row.recordedAt().toString();
                columns[8][i] = row.keyId();
                contents[i] = row.content();
            }
            String[] types = {"bigint", "text", "bigint", "text", "text", "text", "text", "timestamptz", "uuid"};
            for (int column = 0; column < types.length; column++) {
                insert.setArray(column + 1, connection.createArrayOf(types[column], columns[column]));
            }
            insert.setArray(10, connection.createArrayOf("bytea", contents));
            insert.executeUpdate();
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            log.debug("the connection is gone, and with it the transaction", e);
        }
    }

    /** SQLSTATE 08: connection; 57P: shutting down; 53: out of resources; 25P03: stalled; none: the driver itself. */
    private static boolean unreachable(SQLException e) {
        String state = e.getSQLState();
        return state == null
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.equals("25P03");
    }
}
