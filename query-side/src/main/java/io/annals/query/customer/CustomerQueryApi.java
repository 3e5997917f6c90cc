package io.annals.query.customer;

import io.annals.contracts.customer.CustomerView;
import io.annals.contracts.customer.CustomersFound;
import io.annals.contracts.customer.Identifier;
import io.annals.eventstore.EventLog;
import io.annals.projections.customer.Cursor;
import io.annals.projections.customer.CustomerPartial;
import io.annals.projections.customer.CustomerProfile;
import io.annals.projections.customer.CustomerSearch;
import io.annals.projections.customer.CustomerViews;
import io.annals.projections.customer.Family;
import io.annals.query.Freshness;
import io.annals.query.Parameters;
import io.annals.query.QueryProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "customers", description = "Who the customers are, and were")
@RestController
@RequestMapping(path = "/api/customers", produces = MediaType.APPLICATION_JSON_VALUE)
class CustomerQueryApi {

    private final CustomerViews views;
    private final CustomerSearch search;
    private final Retrospect retrospect;
    private final EventLog log;
    private final Freshness freshness;
    private final Clock clock;

    CustomerQueryApi(
            CustomerViews views,
            CustomerSearch search,
            Retrospect retrospect,
            EventLog log,
            Freshness freshness,
            Clock clock) {
        this.log = log;
        this.views = views;
        this.search = search;
        this.retrospect = retrospect;
        this.freshness = freshness;
        this.clock = clock;
    }

    @Operation(
            operationId = "findCustomers",
            summary = "Find customers by free words or by an identifier; names and identifiers come masked")
    @GetMapping
    CustomersFound find(
            @Parameter(
                            description =
                                    "country, category, trait value, beginning of a customer id, or a whole identifier")
                    @RequestParam(required = false)
                    @Nullable
                    String q,
            @Parameter(description = "type:value, exact; for example email:anna@example.com")
                    @RequestParam(required = false)
                    @Nullable
                    String identifier,
            @Parameter(description = "the next of the page before, with the same q, identifier and sort")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @Parameter(description = "1 to 100, 20 unless told") @RequestParam(required = false) @Nullable
                    Integer limit,
            @Parameter(
                            description = "the largest, or latest, first; lastSeen unless told",
                            schema = @Schema(allowableValues = {"lastSeen", "firstSeen", "events", "amount"}))
                    @RequestParam(required = false)
                    @Nullable
                    String sort,
            @Parameter(description = "wait up to 2 s until this position is in the answer")
                    @RequestParam(required = false)
                    @Nullable
                    Long minPosition) {
        int most = Parameters.between("limit", limit, 1, 100, 20);
        CustomerSearch.Order order = order(sort);
        Identifier exact = Parameters.identifier(identifier);
        Cursor from = after == null ? null : cursor(after, order);
        if (freshness.await(minPosition, CustomerSearch.VIEW)) {
            search.refresh();
        }
        CustomersFound found = search.find(q, exact, order, from, most, clock.instant());
        if (found.total() == 0 && q != null && QueryProblem.erased(log, q.strip())) {
            throw new QueryProblem.CustomerErased();
        }
        return found;
    }

    @Operation(
            operationId = "findCustomer",
            summary = "The whole of one customer, now or at any past instant; personal values come masked",
            description =
                    "asOf asks for what had happened by then, knownAt for what had been stored by then. An id that "
                            + "was absorbed by a merge answers with the customer it now belongs to. An answer about the past "
                            + "says in unreadable which stored events could not be read.")
    @GetMapping("/{id}")
    CustomerView one(
            @PathVariable String id,
            @Parameter(description = "an instant in UTC, such as 2026-06-01T10:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    Instant asOf,
            @Parameter(description = "an instant in UTC, such as 2026-06-01T10:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    Instant knownAt,
            @Parameter(description = "wait up to 2 s until this position is in the answer")
                    @RequestParam(required = false)
                    @Nullable
                    Long minPosition) {
        freshness.await(minPosition, CustomerViews.VIEW);
        Retrospect.Past found = asOf == null && knownAt == null ? live(id) : retrospect.find(id, asOf, knownAt);
        if (found == null) {
            throw QueryProblem.unknown(log, id);
        }
        Family family = found.family();
        CustomerProfile profile = family.partials().isEmpty()
                ? CustomerProfile.combine(List.of(CustomerPartial.of(family.root())))
                : family.profile();
        return MaskedCustomer.of(
                profile.view(family.root(), asOf, knownAt, judgedAt(asOf, knownAt)), found.unreadable());
    }

    private Retrospect.@Nullable Past live(String id) {
        Family family = views.find(id);
        return family == null ? null : new Retrospect.Past(family, null);
    }

    private Instant judgedAt(@Nullable Instant asOf, @Nullable Instant knownAt) {
        if (asOf != null) {
            return asOf;
        }
        return knownAt == null ? clock.instant() : knownAt;
    }

    private static CustomerSearch.Order order(@Nullable String sort) {
        return switch (sort == null ? "lastSeen" : sort) {
            case "lastSeen" -> CustomerSearch.Order.LAST_SEEN;
            case "firstSeen" -> CustomerSearch.Order.FIRST_SEEN;
            case "events" -> CustomerSearch.Order.EVENTS;
            case "amount" -> CustomerSearch.Order.AMOUNT;
            default -> throw new QueryProblem.ParameterInvalid("sort", "must be lastSeen, firstSeen, events or amount");
        };
    }

    private static Cursor cursor(String after, CustomerSearch.Order order) {
        try {
            return Cursor.parse(after, order);
        } catch (IllegalArgumentException notOurs) {
            throw new QueryProblem.ParameterInvalid("after", "must be the next of a page with the same sort");
        }
    }
}
