package io.annals.command.tracking;

import io.annals.command.CommandProblem.Unavailable;
import io.annals.command.tracking.Outcomes.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The last calls of each source that came to this process, for people who watch. Whoever watches has a thread of their own
 * and takes what there is: the intake waits for none of them.
 */
final class LiveArrivals {

    private static final int KEPT = 50;
    private static final int MOST_WATCHERS = 16;

    /** Often enough to notice that a watcher left, and that proxies keep the connection. */
    private static final long HEARTBEAT_SECONDS = 5;

    private final Map<String, Deque<Numbered>> latest = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Semaphore places = new Semaphore(MOST_WATCHERS);
    private final ExecutorService watchers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "live-arrivals");
        thread.setDaemon(true);
        return thread;
    });
    private long number;

    private record Numbered(long number, Arrival arrival) {}

    void add(String source, List<Outcome> outcomes, Instant at) {
        List<Arrival> arrivals = outcomes.subList(Math.max(0, outcomes.size() - KEPT), outcomes.size()).stream()
                .map(outcome -> Arrival.of(outcome, at))
                .toList();
        lock.lock();
        try {
            Deque<Numbered> kept = latest.computeIfAbsent(source, first -> new ArrayDeque<>(KEPT));
            for (Arrival arrival : arrivals) {
                if (kept.size() == KEPT) {
                    kept.removeFirst();
                }
                kept.addLast(new Numbered(++number, arrival));
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @throws Unavailable when too many watch already */
    SseEmitter watch(String source) {
        if (!places.tryAcquire()) {
            throw new Unavailable("watchers-full", MOST_WATCHERS + " watch already; try again later.");
        }
        SseEmitter emitter = new SseEmitter(0L);
        watchers.execute(() -> {
            try {
                show(source, emitter);
            } finally {
                places.release();
            }
        });
        return emitter;
    }

    /** Before the server waits for its requests to end: these never would. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        watchers.shutdownNow();
    }

    private void show(String source, SseEmitter emitter) {
        long shown = 0;
        try {
            emitter.send(SseEmitter.event().comment("what came last"));
            while (true) {
                List<Numbered> newer = newer(source, shown);
                if (newer.isEmpty()) {
                    emitter.send(SseEmitter.event().comment("nothing new"));
                }
                for (Numbered each : newer) {
                    emitter.send(SseEmitter.event()
                            .id(Long.toString(each.number()))
                            .name("arrival")
                            .data(each.arrival()));
                    shown = each.number();
                }
            }
        } catch (InterruptedException closing) {
            emitter.complete();
        } catch (IOException | IllegalStateException left) {
            emitter.completeWithError(left);
        }
    }

    /** Waits for some, and gives up after a while. */
    private List<Numbered> newer(String source, long than) throws InterruptedException {
        long patience = TimeUnit.SECONDS.toNanos(HEARTBEAT_SECONDS);
        lock.lockInterruptibly();
        try {
            while (true) {
                List<Numbered> newer = latest.getOrDefault(source, new ArrayDeque<>()).stream()
                        .filter(each -> each.number() > than)
                        .toList();
                if (!newer.isEmpty() || patience <= 0) {
                    return newer;
                }
                patience = news.awaitNanos(patience);
            }
        } finally {
            lock.unlock();
        }
    }
}
