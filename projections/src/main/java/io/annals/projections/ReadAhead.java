package io.annals.projections;

import io.annals.eventstore.EventLog;
import io.annals.eventstore.LoggedEvent;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads and decrypts the next page of the log while the page in hand is folded and written; half the work of a rebuild.
 * Used by one thread.
 */
final class ReadAhead implements AutoCloseable {

    private final EventLog log;
    private final int page;
    private final ExecutorService reader;
    private @Nullable Future<List<LoggedEvent>> next;
    private long nextFrom;

    ReadAhead(EventLog log, int page, String name) {
        this.log = log;
        this.page = page;
        this.reader = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name + "-reader");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The events after a position, at most a page and at most {@code room}; begins with the page after them. */
    List<LoggedEvent> read(long position, long room) throws InterruptedException {
        Future<List<LoggedEvent>> ahead = next;
        next = null;
        List<LoggedEvent> events = ahead == null || nextFrom != position || room < page
                ? log.read(position, (int) Math.min(page, room))
                : result(ahead);
        if (events.size() == page) {
            long from = events.get(page - 1).position();
            nextFrom = from;
            next = reader.submit(() -> log.read(from, page));
        }
        return events;
    }

    private static List<LoggedEvent> result(Future<List<LoggedEvent>> ahead) throws InterruptedException {
        try {
            return ahead.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        reader.shutdown();
    }
}
