package io.annals.command.tracking;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Counts what was not kept, by source, kind, reason and hour: all that is ever stored of somebody who allowed nothing.
 * Counts are gathered in memory and written once a second; a crash may lose the last second of them.
 */
final class Refusals implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private static final String ADD =
            """
            insert into refusal (source, kind, reason, hour, count) values (?, ?, ?, ?, ?)
            on conflict (hour, source, kind, reason) do update set count = refusal.count + excluded.count
            """;

    private final JdbcTemplate database;
    private final ScheduledExecutorService clock;
    private final Object lock = new Object();
    private Map<Key, Long> counts = new HashMap<>();

    private record Key(String source, String kind, String reason, Instant hour) {}

    /** One hour's count of one kind of refusal. */
    record Refused(String source, String kind, String reason, Instant hour, long count) {}

    Refusals(DataSource database) {
        this.database = new JdbcTemplate(database);
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "refusals");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
    }

    void count(String source, String kind, String reason, Instant at) {
        Key key = new Key(source, kind, reason, at.truncatedTo(ChronoUnit.HOURS));
        synchronized (lock) {
            counts.merge(key, 1L, Long::sum);
        }
    }

    List<Refused> since(Instant instant) {
        flush();
        return database.query(
                "select source, kind, reason, hour, count from refusal where hour >= ? order by hour desc, count desc",
                (row, number) -> new Refused(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant(),
                        row.getLong(5)),
                Timestamp.from(instant));
    }

    @Override
    public void close() {
        clock.shutdown();
        flush();
    }

    private void flush() {
        Map<Key, Long> taken;
        synchronized (lock) {
            if (counts.isEmpty()) {
                return;
            }
            taken = counts;
            counts = new HashMap<>();
        }
        try {
            // In one order everywhere, so that two processes cannot wait for each other's rows.
            List<Object[]> rows = taken.entrySet().stream()
                    .sorted((one, other) ->
                            one.getKey().toString().compareTo(other.getKey().toString()))
                    .map(entry -> new Object[] {
                        entry.getKey().source(),
                        entry.getKey().kind(),
                        entry.getKey().reason(),
                        Timestamp.from(entry.getKey().hour()),
                        entry.getValue()
                    })
                    .toList();
            database.batchUpdate(ADD, rows);
        } catch (DataAccessException e) {
            log.warn("refusal counts stay in memory until the database answers: {}", e.getMessage());
            synchronized (lock) {
                taken.forEach((key, count) -> counts.merge(key, count, Long::sum));
            }
        }
    }
}
