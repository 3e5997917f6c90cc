package io.annals.query.audit;

import io.annals.contracts.audit.AccessesFound.FoundAccess;
import io.annals.contracts.audit.PassportView;
import io.annals.contracts.customer.CustomerEvent;
import io.annals.contracts.customer.CustomerHistoryView.HistoricEvent;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.LoggedEvent;
import io.annals.eventstore.access.AccessTrail;
import io.annals.eventstore.access.AccessTrail.Question;
import io.annals.eventstore.ledger.Ledger;
import io.annals.projections.customer.CustomerPartial;
import io.annals.projections.customer.CustomerViews;
import io.annals.projections.customer.Family;
import io.annals.query.QueryProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Gathers everything that is held about a person. */
final class Passports {

    private static final int PAGE = 1_000;

    private final CustomerViews views;
    private final EventLog log;
    private final AccessTrail trail;
    private final Ledger ledger;
    private final SignedProofs proofs;
    private final JsonMapper json = JsonMapper.builder().build();

    Passports(CustomerViews views, EventLog log, AccessTrail trail, Ledger ledger, SignedProofs proofs) {
        this.views = views;
        this.log = log;
        this.trail = trail;
        this.ledger = ledger;
        this.proofs = proofs;
    }

    /** @throws QueryProblem when there is no such customer, or none any more */
    PassportView of(String customer, Instant now) {
        Family family = views.find(customer);
        if (family == null) {
            throw QueryProblem.unknown(log, customer);
        }
        List<String> streams =
                family.partials().stream().map(CustomerPartial::stream).toList();
        return new PassportView(
                now,
                family.profile().view(family.root(), null, null, now),
                events(streams),
                readers(streams, now),
                ledger.head().map(proofs::view).orElse(null));
    }

    private List<HistoricEvent> events(List<String> streams) {
        List<HistoricEvent> events = new ArrayList<>();
        for (String stream : streams) {
            List<LoggedEvent> page = log.readStream(stream, -1, PAGE);
            while (!page.isEmpty()) {
                page.stream().map(this::historic).forEach(events::add);
                page = log.readStream(stream, page.get(page.size() - 1).sequence(), PAGE);
            }
        }
        events.sort(Comparator.comparingLong(HistoricEvent::position));
        return List.copyOf(events);
    }

    private List<FoundAccess> readers(List<String> streams, Instant now) {
        List<FoundAccess> readers = new ArrayList<>();
        List<FoundAccess> page = List.of();
        do {
            String after =
                    page.isEmpty() ? null : page.get(page.size() - 1).access().accessId();
            page = trail.find(new Question(streams, null, null, Instant.EPOCH, now, after, PAGE));
            readers.addAll(page);
        } while (page.size() == PAGE);
        return List.copyOf(readers);
    }

    private HistoricEvent historic(LoggedEvent event) {
        return new HistoricEvent(
                event.position(),
                event.stream(),
                event.sequence(),
                event.id(),
                event.name(),
                event.payload() instanceof CustomerEvent said ? said.at() : null,
                event.recordedAt(),
                event.payload() instanceof CustomerEvent said ? tree(said) : null);
    }

    @SuppressWarnings("unchecked")
    private @Nullable Map<String, Object> tree(CustomerEvent event) {
        return json.convertValue(event, Map.class);
    }
}
