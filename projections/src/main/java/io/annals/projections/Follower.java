package io.annals.projections;

import io.annals.contracts.customer.ErasureEvent.CustomerErased;
import io.annals.contracts.view.ViewStatus.Parked;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.LoggedEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads one generation of a view along the log, in a thread of its own: reads a page, folds it, saves the bookmark. An
 * engine that is away is waited for, for ever; a stream that cannot be folded is parked and said so; nothing is skipped
 * in silence. Can be told to stop exactly at a position, and holds there until it is let go.
 */
final class Follower implements AutoCloseable {

    static final int PAGE = 2_000;

    /** Some twenty megabytes of events in memory. */
    private static final int BATCH = 4 * PAGE;

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    /** How soon a follower at the head notices that it is asked for something. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private static final long GATHER_MILLIS = 100;
    private static final long LONGEST_YIELD_MILLIS = 1_000;

    /** So many that a core is busy with them. */
    private static final long BUSY_EVENTS_PER_SECOND = 1_000;

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long EVERYTHING = Long.MAX_VALUE;

    private final EventLog log;
    private final BooleanSupplier lease;
    private final Supplier<Generation> opening;
    private final Clock clock;
    private final ReadAhead pages;
    private final Thread thread;

    private final Object monitor = new Object();
    private final Queue<Runnable> errands = new ArrayDeque<>();
    private long holdAt = EVERYTHING;
    private boolean holding;
    private boolean closed;

    private volatile @Nullable Generation generation;
    private volatile Bookmark bookmark = Bookmark.START;
    private volatile @Nullable String lastError;

    /** @param opening called in the follower's thread, and again until it succeeds */
    Follower(String name, EventLog log, BooleanSupplier lease, Supplier<Generation> opening, Clock clock) {
        this.log = log;
        this.lease = lease;
        this.opening = opening;
        this.clock = clock;
        this.pages = new ReadAhead(log, PAGE, name);
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** {@code null} while another process writes the view, or its engine is away. */
    @Nullable
    Generation generation() {
        return generation;
    }

    Bookmark bookmark() {
        return bookmark;
    }

    @Nullable
    String lastError() {
        return lastError;
    }

    /** Stops behind this position; at the end of the batch in hand if that is further. */
    void holdAt(long position) {
        synchronized (monitor) {
            holdAt = position;
            holding = false;
            monitor.notifyAll();
        }
    }

    void letGo() {
        holdAt(EVERYTHING);
    }

    /** Waits until it holds; the position it holds at. */
    long awaitHolding(BooleanSupplier cancelled) throws InterruptedException {
        synchronized (monitor) {
            while (!holding) {
                if (closed || cancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
                monitor.wait(PATIENCE.toMillis());
            }
            return bookmark.position();
        }
    }

    /** Folds a parked stream afresh from its beginning; false when it fails again, and stays parked. */
    CompletableFuture<Boolean> retry(String stream) {
        CompletableFuture<Boolean> outcome = new CompletableFuture<>();
        synchronized (monitor) {
            errands.add(() -> {
                try {
                    outcome.complete(refold(stream));
                } catch (RuntimeException failure) {
                    outcome.completeExceptionally(failure);
                    throw failure;
                }
            });
            monitor.notifyAll();
        }
        return outcome;
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        while (!ended()) {
            try {
                if (!lease.getAsBoolean()) {
                    generation = null;
                    rest(LONGEST_PAUSE_MILLIS / 5);
                    continue;
                }
                step(opened());
                lastError = null;
                pause = FIRST_PAUSE_MILLIS;
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException failure) {
                report(failure);
                // What is in memory may be ahead of what was stored.
                generation = null;
                rest(pause);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            } catch (Error failure) {
                // Out of memory, most likely. A view that ends without a word is worse than one that tries again.
                report(new IllegalStateException(failure));
                generation = null;
                rest(LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private Generation opened() {
        Generation open = generation;
        if (open == null) {
            open = opening.get();
            bookmark = open.bookmark();
            generation = open;
        }
        return open;
    }

    private void step(Generation open) throws InterruptedException {
        Runnable errand = errand();
        if (errand != null) {
            errand.run();
            return;
        }
        long from = bookmark.position();
        long room = room(from);
        if (room <= 0) {
            return;
        }
        List<LoggedEvent> events = batch(from, room);
        if (events.isEmpty()) {
            log.awaitBeyond(from, PATIENCE);
            return;
        }
        long began = System.nanoTime();
        long head = log.head();
        fold(open, events);
        pace(Duration.ofNanos(System.nanoTime() - began).toMillis(), log.head() - head, events.size());
    }

    /**
     * After a small batch the next one gathers for a moment, because a write costs nearly the same for one event as for
     * hundreds. While much is being appended, a view that is behind works every other moment only: acknowledging comes
     * first, and views may be late.
     */
    private void pace(long tookMillis, long appended, int folded) {
        if (folded < PAGE) {
            rest(GATHER_MILLIS - tookMillis);
            return;
        }
        if (appended * 1_000 > BUSY_EVENTS_PER_SECOND * tookMillis) {
            rest(Math.min(tookMillis, LONGEST_YIELD_MILLIS));
        }
    }

    /** A page; several while far behind, because a stream is written once a batch however often it was touched. */
    private List<LoggedEvent> batch(long from, long room) throws InterruptedException {
        List<LoggedEvent> page = pages.read(from, room);
        List<LoggedEvent> batch = new ArrayList<>(page);
        while (page.size() == PAGE && batch.size() < BATCH) {
            long reached = page.get(PAGE - 1).position();
            if (reached >= from + room) {
                break;
            }
            page = pages.read(reached, from + room - reached);
            batch.addAll(page);
        }
        return batch;
    }

    private void fold(Generation open, List<LoggedEvent> events) {
        Set<String> erased = releaseErased(events);
        Set<String> left = parkedStreams();
        left.addAll(erased);
        List<LoggedEvent> wanted = left.isEmpty()
                ? events
                : events.stream()
                        .filter(event -> !left.contains(event.stream()) || event.payload() instanceof CustomerErased)
                        .toList();
        new Isolation(open, this::park).write(wanted);
        long sealed = events.stream().filter(event -> event.payload() == null).count();
        Bookmark reached = bookmark.at(events.get(events.size() - 1).position(), sealed);
        open.save(reached);
        bookmark = reached;
    }

    /** Whatever was wrong with a stream, what the view holds of it goes when its customer does. */
    private Set<String> releaseErased(List<LoggedEvent> events) {
        Set<String> erased = new HashSet<>();
        for (LoggedEvent event : events) {
            if (event.payload() instanceof CustomerErased) {
                erased.add(event.stream());
                bookmark = bookmark.release(event.stream());
            }
        }
        return erased;
    }

    private void park(LoggedEvent event, RuntimeException failure) {
        String why = Failures.describe(failure);
        LOG.warn("{} parks stream {} at position {}: {}", thread.getName(), event.stream(), event.position(), why);
        bookmark = bookmark.park(new Parked(event.stream(), event.position(), why, clock.instant()));
    }

    private boolean refold(String stream) {
        Generation open = opened();
        if (!parkedStreams().contains(stream)) {
            return true;
        }
        open.forget(stream);
        bookmark = bookmark.release(stream);
        Isolation isolation = new Isolation(open, this::park);
        long sequence = -1;
        while (!parkedStreams().contains(stream)) {
            List<LoggedEvent> page = log.readStream(stream, sequence, PAGE).stream()
                    .filter(event -> event.position() <= bookmark.position())
                    .toList();
            if (page.isEmpty()) {
                break;
            }
            isolation.write(page);
            sequence = page.get(page.size() - 1).sequence();
        }
        open.save(bookmark);
        return !parkedStreams().contains(stream);
    }

    private Set<String> parkedStreams() {
        Set<String> streams = new HashSet<>();
        bookmark.parked().forEach(one -> streams.add(one.stream()));
        return streams;
    }

    /** How many events may still be read; waits a little, and says so, when there is no room. */
    private long room(long position) throws InterruptedException {
        synchronized (monitor) {
            long room = holdAt - position;
            if (room <= 0 && errands.isEmpty() && !closed) {
                holding = true;
                monitor.notifyAll();
                monitor.wait(PATIENCE.toMillis());
            }
            return room;
        }
    }

    private @Nullable Runnable errand() {
        synchronized (monitor) {
            return errands.poll();
        }
    }

    private void report(RuntimeException failure) {
        String why = Failures.describe(failure);
        if (!why.equals(lastError)) {
            LOG.warn("{} stands still at position {}: {}", thread.getName(), bookmark.position(), why);
        }
        lastError = why;
    }

    private void rest(long millis) {
        synchronized (monitor) {
            try {
                if (!closed && millis > 0) {
                    monitor.wait(millis);
                }
            } catch (InterruptedException stop) {
                closed = true;
            }
        }
    }

    private boolean ended() {
        synchronized (monitor) {
            return closed;
        }
    }

    /** Returns once the batch in hand is finished. */
    @Override
    public void close() {
        synchronized (monitor) {
            closed = true;
            monitor.notifyAll();
        }
        if (thread == Thread.currentThread()) {
            return;
        }
        try (pages) {
            thread.join(Duration.ofSeconds(30).toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
