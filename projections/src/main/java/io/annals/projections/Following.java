package io.annals.projections;

import io.annals.contracts.view.Replay;
import io.annals.eventstore.EventLog;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All views this process writes. */
final class Following implements ViewReplays, AutoCloseable {

    private final Map<String, FollowedView> views = new LinkedHashMap<>();
    private final Leases leases;

    Following(Collection<View> views, EventLog log, Leases leases, Clock clock) {
        this.leases = leases;
        views.forEach(view ->
                this.views.put(view.name(), new FollowedView(view, log, () -> leases.holds(view.name()), clock)));
    }

    void start() {
        views.values().forEach(FollowedView::start);
    }

    /** {@code null} for a view that is not written here at this moment. */
    @Nullable
    FollowedView written(String view) {
        FollowedView followed = views.get(view);
        return followed == null || followed.live().generation() == null ? null : followed;
    }

    @Nullable
    FollowedView known(String view) {
        return views.get(view);
    }

    @Override
    public Replay start(String view) {
        return find(view).replay();
    }

    @Override
    public Replay current(String view) {
        Replay replay = find(view).lastReplay();
        if (replay == null) {
            throw ViewProblem.noReplay(view);
        }
        return replay;
    }

    @Override
    public Replay accept(String view) {
        return find(view).accept();
    }

    @Override
    public Replay abandon(String view) {
        return find(view).abandon();
    }

    @Override
    public void retry(String view, String stream) {
        find(view).retry(stream);
    }

    private FollowedView find(String view) {
        FollowedView followed = views.get(view);
        if (followed == null) {
            throw ViewProblem.unknownView(view);
        }
        return followed;
    }

    /** Followers first, so that nobody writes without a lease. */
    @Override
    public void close() {
        List.copyOf(views.values()).forEach(FollowedView::close);
        leases.close();
    }
}
