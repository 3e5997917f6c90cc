package io.annals.contracts.behavior;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done in a span of time, counted.
 *
 * @param from included, UTC
 * @param to not included, UTC
 * @param interval the width of a point: hour, day (UTC) or month (UTC)
 * @param total all behaviours of the span
 * @param series the ten most frequent names, the most frequent first
 * @param recent the newest of one customer, the newest first; empty when no customer was named
 */
public record BehaviorsFound(
        Instant from, Instant to, Interval interval, long total, List<Series> series, List<Recent> recent) {

    public enum Interval {
        hour,
        day,
        month
    }

    /** @param points those with any count, in order of time */
    public record Series(String name, long count, List<Point> points) {}

    /** @param at the beginning of the hour, day or month, UTC */
    public record Point(Instant at, long count) {}

    /**
     * @param amount of an order, a refund or an adjustment
     * @param currency as it was sent; {@code null} when none was
     */
    public record Recent(
            long position,
            Instant at,
            String name,
            String source,
            @Nullable BigDecimal amount,
            @Nullable String currency) {}
}
