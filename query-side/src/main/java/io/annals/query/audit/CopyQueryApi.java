package io.annals.query.audit;

import io.annals.contracts.audit.AboutCustomers;
import io.annals.contracts.customer.CustomerEvent;
import io.annals.contracts.customer.CustomerHistoryView.HistoricEvent;
import io.annals.contracts.customer.CustomerView;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.LoggedEvent;
import io.annals.projections.customer.CustomerViews;
import io.annals.projections.customer.Family;
import io.annals.query.Freshness;
import io.annals.query.QueryProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What a person gets who asks for their data: everything, in clear. */
@Tag(name = "Subject requests")
@RestController
class CopyQueryApi {

    private static final int PAGE = 500;

    private final CustomerViews views;
    private final EventLog log;
    private final Freshness freshness;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();

    CopyQueryApi(CustomerViews views, EventLog log, Freshness freshness, Clock clock) {
        this.views = views;
        this.log = log;
        this.freshness = freshness;
        this.clock = clock;
    }

    /** @param events of all streams of the person, in the order of the log */
    record CustomerCopy(CustomerView customer, List<HistoricEvent> events) implements AboutCustomers {

        @Override
        public Collection<String> shown() {
            return customer.members();
        }
    }

    @Operation(
            operationId = "copyCustomer",
            summary = "Everything kept of a customer, in clear and machine-readable, to hand to them",
            description = "GDPR articles 15 and 20, PIPL article 45. Nothing is masked: hand it to the person alone.")
    @GetMapping(path = "/api/customers/{id}/copy", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CustomerCopy> copy(
            @PathVariable String id, @RequestParam(required = false) @Nullable Long minPosition) {
        freshness.await(minPosition, CustomerViews.VIEW);
        Family family = views.find(id);
        if (family == null) {
            throw QueryProblem.unknown(log, id);
        }
        List<HistoricEvent> events = new ArrayList<>();
        family.partials().forEach(partial -> addAll(partial.stream(), events));
        events.sort(Comparator.comparingLong(HistoricEvent::position));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + family.root() + ".json\"")
                .body(new CustomerCopy(family.profile().view(family.root(), null, null, clock.instant()), events));
    }

    private void addAll(String stream, List<HistoricEvent> events) {
        long sequence = -1;
        List<LoggedEvent> page;
        do {
            page = log.readStream(stream, sequence, PAGE);
            page.forEach(event -> events.add(inClear(event)));
            sequence += page.size();
        } while (page.size() == PAGE);
    }

    @SuppressWarnings("unchecked")
    private HistoricEvent inClear(LoggedEvent event) {
        return new HistoricEvent(
                event.position(),
                event.stream(),
                event.sequence(),
                event.id(),
                event.name(),
                event.payload() instanceof CustomerEvent said ? said.at() : null,
                event.recordedAt(),
                event.payload() == null ? null : json.convertValue(event.payload(), Map.class));
    }
}
