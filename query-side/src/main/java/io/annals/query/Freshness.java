package io.annals.query;

import io.annals.projections.ViewStatuses;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets whoever has just written something find it: waits until the views have seen the position they were told. */
public final class Freshness {

    /** Longer, and a client had better ask again than hold a connection. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ViewStatuses views;

    Freshness(ViewStatuses views) {
        this.views = views;
    }

    /**
     * @param minPosition {@code null} when the caller does not care
     * @return whether anybody asked
     * @throws QueryProblem.ViewBehind when time ran out
     */
    public boolean await(@Nullable Long minPosition, String... names) {
        if (minPosition == null) {
            return false;
        }
        if (minPosition < 0) {
            throw new QueryProblem.ParameterInvalid("minPosition", "must not be negative");
        }
        if (!views.await(List.of(names), minPosition, PATIENCE)) {
            throw new QueryProblem.ViewBehind(minPosition);
        }
        return true;
    }
}
