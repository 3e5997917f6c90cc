package io.annals.query.audit;

import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.CustomerEvent;
import io.annals.contracts.customer.CustomerHistoryView;
import io.annals.contracts.customer.CustomerHistoryView.HistoricEvent;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.LoggedEvent;
import io.annals.projections.customer.CustomerViews;
import io.annals.projections.customer.Family;
import io.annals.query.Freshness;
import io.annals.query.Parameters;
import io.annals.query.QueryProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "customers")
@RestController
@RequestMapping(path = "/api/customers", produces = MediaType.APPLICATION_JSON_VALUE)
class HistoryQueryApi {

    /** Looking for a rare name ends here; the answer says where to go on. */
    private static final int LOOKED_AT = 5_000;

    private final CustomerViews views;
    private final EventLog log;
    private final Freshness freshness;
    private final MaskedEvent masked = new MaskedEvent();

    HistoryQueryApi(CustomerViews views, EventLog log, Freshness freshness) {
        this.views = views;
        this.log = log;
        this.freshness = freshness;
    }

    @Operation(
            operationId = "replayHistory",
            summary =
                    "Every event of a customer, over all their streams, a page at a time; personal values come masked")
    @GetMapping("/{id}/history")
    CustomerHistoryView history(
            @PathVariable String id,
            @Parameter(description = "position to go on from, the next of the page before; 0 begins")
                    @RequestParam(required = false)
                    @Nullable
                    Long after,
            @Parameter(description = "1 to 500, 50 unless told") @RequestParam(required = false) @Nullable
                    Integer limit,
            @Parameter(
                            description = "asc, oldest first, unless told",
                            schema = @Schema(allowableValues = {"asc", "desc"}))
                    @RequestParam(required = false)
                    @Nullable
                    String order,
            @Parameter(description = "only events of this name, such as behavior-recorded, or behaviours of this name")
                    @RequestParam(required = false)
                    @Nullable
                    String name,
            @RequestParam(required = false) @Nullable Long minPosition) {
        int most = Parameters.between("limit", limit, 1, 500, 50);
        boolean forward = forward(order);
        freshness.await(minPosition, CustomerViews.VIEW);
        long from = after == null ? 0 : after;
        return page(open(id, forward, from), forward, most, name);
    }

    private List<StreamPages> open(String id, boolean forward, long from) {
        Family family = views.find(id);
        if (family == null) {
            throw QueryProblem.unknown(log, id);
        }
        return family.partials().stream()
                .map(partial -> forward
                        ? StreamPages.after(log, partial.stream(), from)
                        : StreamPages.before(log, partial.stream(), from <= 0 ? Long.MAX_VALUE : from))
                .toList();
    }

    private CustomerHistoryView page(List<StreamPages> streams, boolean forward, int most, @Nullable String name) {
        List<HistoricEvent> events = new ArrayList<>();
        long last = 0;
        for (int looked = 0; looked < LOOKED_AT && events.size() < most; looked++) {
            StreamPages next = next(streams, forward);
            LoggedEvent event = next == null ? null : next.peek();
            if (next == null || event == null) {
                return new CustomerHistoryView(List.copyOf(events), null);
            }
            next.pop();
            last = event.position();
            if (named(event, name)) {
                events.add(historic(event));
            }
        }
        return new CustomerHistoryView(List.copyOf(events), next(streams, forward) == null ? null : last);
    }

    private static @Nullable StreamPages next(List<StreamPages> streams, boolean forward) {
        Comparator<StreamPages> byPosition = Comparator.comparingLong(HistoryQueryApi::position);
        return streams.stream()
                .filter(stream -> stream.peek() != null)
                .min(forward ? byPosition : byPosition.reversed())
                .orElse(null);
    }

    private static long position(StreamPages stream) {
        LoggedEvent event = stream.peek();
        return event == null ? Long.MAX_VALUE : event.position();
    }

    private static boolean named(LoggedEvent event, @Nullable String name) {
        if (name == null || name.isBlank() || event.name().equals(name)) {
            return true;
        }
        return event.payload() instanceof BehaviorRecorded recorded
                && recorded.behavior().name().equals(name);
    }

    private HistoricEvent historic(LoggedEvent event) {
        Object payload = event.payload();
        Instant at = payload instanceof CustomerEvent said ? said.at() : null;
        return new HistoricEvent(
                event.position(),
                event.stream(),
                event.sequence(),
                event.id(),
                event.name(),
                at,
                event.recordedAt(),
                payload == null ? null : masked.of(payload));
    }

    private static boolean forward(@Nullable String order) {
        return switch (order == null ? "asc" : order) {
            case "asc" -> true;
            case "desc" -> false;
            default -> throw new QueryProblem.ParameterInvalid("order", "must be asc or desc");
        };
    }
}
