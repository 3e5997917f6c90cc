package io.annals.projections;

import io.annals.contracts.view.Replay;
import io.annals.contracts.view.Replay.Difference;
import io.annals.contracts.view.Replay.State;
import io.annals.eventstore.EventLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replay: a new generation catches up with its own follower, both hold at one position, are compared, and the new
 * one takes over when it is equal. The live generation serves readers all the while.
 */
final class Rebuild {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

    /** Close enough to the head to stop both without the live view standing still for long. */
    private static final long NEAR = Follower.PAGE;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final View view;
    private final EventLog log;
    private final Clock clock;
    private final String name;
    private final Follower live;
    private final Follower rebuilt;
    private final Consumer<Follower> takeOver;
    private final Instant startedAt;
    private final Thread thread;

    private volatile State state = State.building;
    private volatile boolean cancelled;
    private volatile boolean stopping;
    private volatile long target;
    private volatile @Nullable Long compared;
    private volatile Comparison.@Nullable Outcome outcome;
    private volatile @Nullable String note;
    private volatile @Nullable Instant builtAt;

    /** @param takeOver told the follower of the generation that serves from now on */
    Rebuild(
            View view,
            EventLog log,
            Clock clock,
            String name,
            Follower live,
            Follower rebuilt,
            Consumer<Follower> takeOver) {
        this.view = view;
        this.log = log;
        this.clock = clock;
        this.name = name;
        this.live = live;
        this.rebuilt = rebuilt;
        this.takeOver = takeOver;
        this.startedAt = clock.instant();
        this.thread = new Thread(this::run, "replay-" + view.name());
        this.thread.setDaemon(true);
    }

    void start() {
        rebuilt.start();
        thread.start();
    }

    State state() {
        return state;
    }

    boolean ended() {
        return state == State.switched || state == State.abandoned || state == State.failed;
    }

    Replay replay() {
        Comparison.Outcome result = outcome;
        long position = rebuilt.bookmark().position();
        Instant end = builtAt;
        long millis = Math.max(
                1,
                Duration.between(startedAt, end == null ? clock.instant() : end).toMillis());
        List<Difference> differences = result == null || result.count() == 0 ? null : result.differences();
        return new Replay(
                view.name(),
                name,
                state,
                position,
                target,
                position * 1_000 / millis,
                startedAt,
                compared,
                differences,
                result == null ? null : result.count(),
                note);
    }

    private void run() {
        try {
            do {
                build();
            } while (differsByAnErasureAlone(compare()));
        } catch (CancellationException | InterruptedException abandoned) {
            discard(State.abandoned, "abandoned on request");
        } catch (RuntimeException failure) {
            if (!stopping) {
                LOG.warn("the replay of {} failed", view.name(), failure);
            }
            discard(State.failed, Failures.describe(failure));
        }
    }

    private void build() throws InterruptedException {
        do {
            if (cancelled) {
                throw new CancellationException();
            }
            target = log.head();
            rebuilt.holdAt(target);
            rebuilt.awaitHolding(() -> cancelled);
        } while (log.head() - target > NEAR);
        live.holdAt(0);
        target = Math.max(target, live.awaitHolding(() -> cancelled));
        live.holdAt(target);
        rebuilt.holdAt(target);
        live.awaitHolding(() -> cancelled);
        rebuilt.awaitHolding(() -> cancelled);
        builtAt = clock.instant();
    }

    /** Keys are destroyed at once in both, but a view that holds has not been told why; so they are compared once more. */
    private boolean differsByAnErasureAlone(Comparison.Outcome result) {
        if (result.count() == 0) {
            switchOver();
            return false;
        }
        boolean again = log.lastErasure() > target;
        state = again ? State.building : State.different;
        live.letGo();
        rebuilt.letGo();
        return again;
    }

    private Comparison.Outcome compare() {
        state = State.comparing;
        Comparison.Outcome result =
                new Comparison(() -> cancelled, documents -> compared = documents).of(open(live), open(rebuilt));
        outcome = result;
        return result;
    }

    private static Generation open(Follower follower) {
        Generation generation = follower.generation();
        if (generation == null) {
            throw new IllegalStateException("the generation was lost while it was compared");
        }
        return generation;
    }

    private void switchOver() {
        String old = view.live();
        view.makeLive(name);
        live.close();
        takeOver.accept(rebuilt);
        rebuilt.letGo();
        if (old != null && !old.equals(name)) {
            view.drop(old);
        }
        state = State.switched;
    }

    synchronized void accept() {
        if (state == State.different) {
            switchOver();
        }
    }

    /** Returns once the new generation is gone. */
    void abandon() {
        cancelled = true;
        if (state == State.different) {
            discard(State.abandoned, "abandoned on request");
            return;
        }
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** The process ends: leaves the generation for the next start to drop, so that stopping is quick. */
    void stop() {
        stopping = true;
        if (!ended()) {
            rebuilt.close();
            abandon();
        }
    }

    private synchronized void discard(State end, String why) {
        if (ended()) {
            return;
        }
        rebuilt.close();
        note = why;
        state = end;
        if (stopping) {
            return;
        }
        live.letGo();
        try {
            view.drop(name);
        } catch (RuntimeException leftover) {
            LOG.warn("generation {} of {} could not be dropped; the next start will", name, view.name(), leftover);
        }
    }
}
