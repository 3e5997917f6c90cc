package io.annals.command;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Counts gathered in memory and written once a second; a crash may lose the last second of them. */
public final class Tally<K> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Tally.class);

    private final String name;
    private final Consumer<Map<K, Count>> write;
    private final ScheduledExecutorService clock;
    private final Object lock = new Object();
    private Map<K, Count> counts = new HashMap<>();

    public record Count(long count, Instant last) {

        private Count plus(Count other) {
            return new Count(count + other.count, last.isAfter(other.last) ? last : other.last);
        }
    }

    /** @param write adds all of them to what is written, or none and throws {@link DataAccessException} */
    public Tally(String name, Consumer<Map<K, Count>> write) {
        this.name = name;
        this.write = write;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
    }

    public void add(Iterable<K> keys, Instant at) {
        Count one = new Count(1, at);
        synchronized (lock) {
            keys.forEach(key -> counts.merge(key, one, Count::plus));
        }
    }

    /** Whoever asks waits for counts that are being written. */
    public synchronized void flush() {
        Map<K, Count> taken;
        synchronized (lock) {
            if (counts.isEmpty()) {
                return;
            }
            taken = counts;
            counts = new HashMap<>();
        }
        try {
            write.accept(taken);
        } catch (DataAccessException e) {
            log.warn("{} stay in memory until the database answers: {}", name, e.getMessage());
            synchronized (lock) {
                taken.forEach((key, count) -> counts.merge(key, count, Count::plus));
            }
        }
    }

    @Override
    public void close() {
        clock.shutdown();
        flush();
    }
}
