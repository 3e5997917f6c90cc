package io.annals.projections;

import io.annals.contracts.view.ViewStatus;
import io.annals.eventstore.EventLog;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How the views are doing: from memory where they are written in this process, from the bookmarks they keep where they
 * are not.
 */
public final class ViewStatuses {

    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(20).toNanos();

    private final Map<String, View> views = new LinkedHashMap<>();
    private final EventLog log;
    private volatile @Nullable Following following;

    ViewStatuses(List<View> views, EventLog log) {
        views.forEach(view -> this.views.put(view.name(), view));
        this.log = log;
    }

    void attach(Following here) {
        this.following = here;
    }

    /** Position of the newest event. */
    public long head() {
        return log.head();
    }

    public List<ViewStatus> all() {
        return views.values().stream().map(this::status).toList();
    }

    /** What a view has seen; 0 when it has seen nothing. */
    public long position(String view) {
        Following here = following;
        FollowedView followed = here == null ? null : here.written(view);
        if (followed != null) {
            return followed.live().bookmark().position();
        }
        View asked = find(view);
        String live = asked.live();
        return live == null ? 0 : asked.bookmark(live).position();
    }

    /** Waits until every one of the views has seen the position; false when time ran out. */
    public boolean await(List<String> names, long position, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (String name : names) {
            while (position(name) < position) {
                if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
                    return false;
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }
        return true;
    }

    private ViewStatus status(View view) {
        Following here = following;
        FollowedView known = here == null ? null : here.known(view.name());
        long head = log.head();
        try {
            String live = view.live();
            FollowedView followed = here == null ? null : here.written(view.name());
            Bookmark bookmark =
                    followed != null ? followed.live().bookmark() : live == null ? Bookmark.START : view.bookmark(live);
            return new ViewStatus(
                    view.name(),
                    live,
                    bookmark.position(),
                    Math.max(0, head - bookmark.position()),
                    bookmark.parked(),
                    bookmark.erased(),
                    known == null ? null : known.live().lastError(),
                    known == null ? null : known.lastReplay());
        } catch (RuntimeException away) {
            long position = known == null ? 0 : known.live().bookmark().position();
            return new ViewStatus(
                    view.name(),
                    null,
                    position,
                    Math.max(0, head - position),
                    List.of(),
                    0,
                    Failures.describe(away),
                    known == null ? null : known.lastReplay());
        }
    }

    private View find(String view) {
        View found = views.get(view);
        if (found == null) {
            throw ViewProblem.unknownView(view);
        }
        return found;
    }
}
