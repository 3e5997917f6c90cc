package io.annals.command.declaration;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Counts what sources said without having declared it: names, never values. Gathered in memory and written once a second;
 * a crash may lose the last second.
 */
public final class UndeclaredFields implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(UndeclaredFields.class);
    private static final String OTHER = "other";
    private static final int MOST_A_SOURCE = 500;
    private static final int MOST_GATHERED = 10_000;
    /** A name may be somebody's, too: an e-mail address, a number. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\d_$ :.-]{0,150}");

    private static final String ADD =
            """
            insert into undeclared_field (source_id, field, count, last_at) select ?, ?, ?, ?
            where ? = 'other' or exists (select 1 from undeclared_field where source_id = ? and field = ?)
               or (select count(*) from undeclared_field where source_id = ?) < ?
            on conflict (source_id, field) do update
            set count = undeclared_field.count + excluded.count,
                last_at = greatest(undeclared_field.last_at, excluded.last_at)
            """;

    private final JdbcTemplate database;
    private final ScheduledExecutorService clock;
    private final Object lock = new Object();
    private Map<Key, Count> counts = new HashMap<>();

    private record Key(String source, String field) {}

    private record Count(long count, Instant last) {
        Count plus(Count other) {
            return new Count(count + other.count, last.isAfter(other.last) ? last : other.last);
        }
    }

    /** @param field where it stood and what it was called; {@code other} for names that could be somebody's */
    record Undeclared(String field, long count, Instant lastAt) {}

    UndeclaredFields(DataSource database) {
        this.database = new JdbcTemplate(database);
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "undeclared-fields");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
    }

    public void count(String source, Collection<String> fields, Instant at) {
        if (fields.isEmpty()) {
            return;
        }
        synchronized (lock) {
            for (String field : fields) {
                boolean named = NAME.matcher(field).matches() && counts.size() < MOST_GATHERED;
                counts.merge(new Key(source, named ? field : OTHER), new Count(1, at), Count::plus);
            }
        }
    }

    /** The most frequent first. */
    List<Undeclared> of(String source) {
        flush();
        return database.query(
                "select field, count, last_at from undeclared_field where source_id = ? order by count desc, field",
                (row, number) -> new Undeclared(
                        row.getString(1), row.getLong(2), row.getTimestamp(3).toInstant()),
                source);
    }

    @Override
    public void close() {
        clock.shutdown();
        flush();
    }

    /** Whoever asks waits for counts that are being written. */
    private synchronized void flush() {
        Map<Key, Count> taken;
        synchronized (lock) {
            if (counts.isEmpty()) {
                return;
            }
            taken = counts;
            counts = new HashMap<>();
        }
        taken.forEach((key, count) -> {
            try {
                if (add(key, count) == 0) {
                    add(new Key(key.source(), OTHER), count);
                }
            } catch (DataAccessException e) {
                log.warn("counts of undeclared fields stay in memory until the database answers: {}", e.getMessage());
                synchronized (lock) {
                    counts.merge(key, count, Count::plus);
                }
            }
        });
    }

    private int add(Key key, Count count) {
        return database.update(
                ADD,
                key.source(),
                key.field(),
                count.count(),
                Timestamp.from(count.last()),
                key.field(),
                key.source(),
                key.field(),
                key.source(),
                MOST_A_SOURCE);
    }
}
