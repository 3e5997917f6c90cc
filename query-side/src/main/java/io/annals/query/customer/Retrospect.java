package io.annals.query.customer;

import io.annals.contracts.customer.CustomerEvent;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.LoggedEvent;
import io.annals.projections.customer.CustomerPartial;
import io.annals.projections.customer.Family;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A customer as they were, or as they were known, at an instant: the same fold as the live view's, over fewer events. The
 * merges of that time decide who belonged together.
 */
final class Retrospect {

    private static final int PAGE = 2_000;

    private final EventLog log;

    Retrospect(EventLog log) {
        this.log = log;
    }

    /**
     * @param asOf only what had happened by then; {@code null} for everything
     * @param knownAt only what had been stored by then; {@code null} for everything
     * @return {@code null} when there is no such stream at all; a family without partials when nothing was known yet
     */
    @Nullable
    Family find(String stream, @Nullable Instant asOf, @Nullable Instant knownAt) {
        Predicate<LoggedEvent> counts =
                event -> knownAt == null || !event.recordedAt().isAfter(knownAt);
        Set<String> existing = new HashSet<>();
        Family family = Family.of(stream, id -> fold(id, counts, asOf, existing));
        return existing.contains(stream) ? family : null;
    }

    private CustomerPartial fold(
            String stream, Predicate<LoggedEvent> counts, @Nullable Instant asOf, Set<String> existing) {
        CustomerPartial partial = CustomerPartial.of(stream);
        long sequence = -1;
        while (true) {
            List<LoggedEvent> page = log.readStream(stream, sequence, PAGE);
            if (page.isEmpty()) {
                return partial;
            }
            existing.add(stream);
            for (LoggedEvent event : page) {
                if (event.payload() instanceof CustomerEvent said
                        && counts.test(event)
                        && (asOf == null || !CustomerPartial.eventTime(said).isAfter(asOf))) {
                    partial.apply(said, event.sequence(), event.position());
                }
            }
            sequence = page.get(page.size() - 1).sequence();
        }
    }
}
