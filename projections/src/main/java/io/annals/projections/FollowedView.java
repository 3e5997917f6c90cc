package io.annals.projections;

import io.annals.contracts.view.Replay;
import io.annals.eventstore.EventLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A view as the process that writes it sees it: the generation that serves, and perhaps one that is being rebuilt. */
final class FollowedView implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedView.class);

    private static final Duration RETRY_PATIENCE = Duration.ofSeconds(30);

    private final View view;
    private final EventLog log;
    private final BooleanSupplier lease;
    private final Clock clock;

    private volatile Follower live;
    private volatile @Nullable Rebuild rebuild;
    private volatile @Nullable Replay leftOver;

    FollowedView(View view, EventLog log, BooleanSupplier lease, Clock clock) {
        this.view = view;
        this.log = log;
        this.lease = lease;
        this.clock = clock;
        this.live = new Follower(view.name(), log, lease, this::openLive, clock);
    }

    void start() {
        live.start();
    }

    View view() {
        return view;
    }

    /** The follower of the generation that serves. */
    Follower live() {
        return live;
    }

    @Nullable
    Replay lastReplay() {
        Rebuild current = rebuild;
        return current == null ? leftOver : current.replay();
    }

    synchronized Replay replay() {
        Rebuild current = rebuild;
        if (current != null && !current.ended()) {
            throw ViewProblem.replayRuns(view.name());
        }
        if (live.generation() == null) {
            throw ViewProblem.writtenElsewhere(view.name());
        }
        String name = next(view.generations());
        Follower follower = new Follower(view.name() + "-" + name, log, lease, () -> view.open(name), clock);
        Rebuild begun = new Rebuild(view, log, clock, name, live, follower, successor -> live = successor);
        rebuild = begun;
        begun.start();
        return begun.replay();
    }

    Replay accept() {
        Rebuild current = different();
        current.accept();
        return current.replay();
    }

    Replay abandon() {
        Rebuild current = rebuild;
        if (current == null) {
            throw ViewProblem.noReplay(view.name());
        }
        if (!current.ended()) {
            current.abandon();
        }
        return current.replay();
    }

    void retry(String stream) {
        if (!live.bookmark().byStream().containsKey(stream)) {
            throw ViewProblem.notParked(view.name(), stream);
        }
        try {
            if (!live.retry(stream)
                    .orTimeout(RETRY_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join()) {
                throw ViewProblem.stillFailing(view.name(), stream);
            }
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof TimeoutException) {
                throw ViewProblem.writtenElsewhere(view.name());
            }
            throw failure;
        }
    }

    private Rebuild different() {
        Rebuild current = rebuild;
        if (current == null) {
            throw ViewProblem.noReplay(view.name());
        }
        if (current.state() != Replay.State.different) {
            throw ViewProblem.notDifferent(view.name());
        }
        return current;
    }

    /** Called by whoever has just got the lease: nobody else writes, so a generation that does not serve is a leftover. */
    private Generation openLive() {
        String serving = view.live();
        Rebuild current = rebuild;
        if (current == null || current.ended()) {
            for (String generation : view.generations()) {
                if (!generation.equals(serving)) {
                    LOG.info("{} drops generation {}, which an unfinished replay left behind", view.name(), generation);
                    view.drop(generation);
                    leftOver = serving == null ? null : abandoned(generation);
                }
            }
        }
        if (serving != null) {
            return view.open(serving);
        }
        String first = next(List.of());
        Generation generation = view.open(first);
        view.makeLive(first);
        return generation;
    }

    private Replay abandoned(String generation) {
        return new Replay(
                view.name(),
                generation,
                Replay.State.abandoned,
                0,
                0,
                0,
                clock.instant(),
                null,
                null,
                null,
                "the process that ran it ended before it did; its generation was dropped");
    }

    private static String next(List<String> generations) {
        return String.valueOf(
                generations.stream().mapToInt(Integer::parseInt).max().orElse(0) + 1);
    }

    @Override
    public void close() {
        Rebuild current = rebuild;
        if (current != null) {
            current.stop();
        }
        live.close();
    }
}
