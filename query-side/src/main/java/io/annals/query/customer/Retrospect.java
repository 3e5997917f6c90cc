package io.annals.query.customer;

import io.annals.contracts.customer.CustomerEvent;
import io.annals.contracts.customer.CustomerView.Unreadable;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.LoggedEvent;
import io.annals.eventstore.Undecodable;
import io.annals.projections.customer.CustomerPartial;
import io.annals.projections.customer.Family;
import io.annals.query.QueryProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer as they were, or as they were known, at an instant: the same fold as the live view's, over fewer events. The
 * merges of that time decide who belonged together.
 */
final class Retrospect {

    private static final int PAGE = 2_000;
    private static final int SHOWN = 100;

    private final EventLog log;

    Retrospect(EventLog log) {
        this.log = log;
    }

    /**
     * @param family without partials when nothing was known yet
     * @param unreadable {@code null} when every event could be read
     */
    record Past(Family family, @Nullable Unreadable unreadable) {}

    /**
     * @param asOf only what had happened by then; {@code null} for everything
     * @param knownAt only what had been stored by then; {@code null} for everything
     * @return {@code null} when there is no such stream at all, or none any more
     */
    @Nullable
    Past find(String stream, @Nullable Instant asOf, @Nullable Instant knownAt) {
        if (QueryProblem.erased(log, stream)) {
            return null;
        }
        Map<String, Fold> folds = new HashMap<>();
        Family family = Family.of(stream, id -> {
            Fold fold = fold(id, asOf, knownAt);
            folds.put(id, fold);
            return fold.partial;
        });
        if (folds.values().stream().noneMatch(fold -> fold.partial.stream().equals(stream) && fold.exists)) {
            return null;
        }
        long[] lost = folds.values().stream()
                .flatMap(fold -> fold.unreadable.stream())
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        List<Long> first = Arrays.stream(lost).limit(SHOWN).boxed().toList();
        return new Past(family, lost.length == 0 ? null : new Unreadable(lost.length, first));
    }

    private Fold fold(String stream, @Nullable Instant asOf, @Nullable Instant knownAt) {
        Fold fold = new Fold(stream);
        long sequence = -1;
        while (true) {
            List<LoggedEvent> page = log.readStream(stream, sequence, PAGE);
            if (page.isEmpty()) {
                return fold;
            }
            fold.exists = true;
            page.stream()
                    .filter(event -> knownAt == null || !event.recordedAt().isAfter(knownAt))
                    .forEach(event -> fold.add(event, asOf));
            sequence = page.get(page.size() - 1).sequence();
        }
    }

    private static final class Fold {
        private final CustomerPartial partial;
        private final List<Long> unreadable = new ArrayList<>();
        private boolean exists;

        Fold(String stream) {
            this.partial = CustomerPartial.of(stream);
        }

        void add(LoggedEvent event, @Nullable Instant asOf) {
            Object payload = event.payload();
            if (payload == null || payload instanceof Undecodable) {
                unreadable.add(event.position());
                return;
            }
            if (payload instanceof CustomerEvent said
                    && (asOf == null || !CustomerPartial.eventTime(said).isAfter(asOf))) {
                partial.apply(said, event.sequence(), event.position());
            }
        }
    }
}
