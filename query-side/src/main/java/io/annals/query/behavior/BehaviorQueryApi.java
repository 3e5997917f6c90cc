package io.annals.query.behavior;

import io.annals.contracts.behavior.BehaviorsFound;
import io.annals.contracts.behavior.BehaviorsFound.Interval;
import io.annals.eventstore.EventLog;
import io.annals.projections.behavior.BehaviorSearch;
import io.annals.projections.behavior.BehaviorSearch.Question;
import io.annals.projections.behavior.BehaviorSearch.Time;
import io.annals.projections.customer.CustomerPartial;
import io.annals.projections.customer.CustomerViews;
import io.annals.projections.customer.Family;
import io.annals.query.Freshness;
import io.annals.query.Parameters;
import io.annals.query.QueryProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "behaviors", description = "What customers do")
@RestController
@RequestMapping(path = "/api/behaviors", produces = MediaType.APPLICATION_JSON_VALUE)
class BehaviorQueryApi {

    private static final Duration SPAN = Duration.ofDays(30);
    private static final Duration FEW_DAYS = Duration.ofDays(3);
    private static final Duration TWO_YEARS = Duration.ofDays(731);

    private final BehaviorSearch search;
    private final CustomerViews views;
    private final EventLog log;
    private final Freshness freshness;
    private final Clock clock;

    BehaviorQueryApi(BehaviorSearch search, CustomerViews views, EventLog log, Freshness freshness, Clock clock) {
        this.search = search;
        this.views = views;
        this.log = log;
        this.freshness = freshness;
        this.clock = clock;
    }

    @Operation(
            operationId = "countBehaviors",
            summary = "How often what was done over time, and what a customer did last",
            description =
                    "Points are hours in a span of up to three days, days in one of up to two years, else months.")
    @GetMapping
    BehaviorsFound count(
            @Parameter(description = "only behaviours of this name") @RequestParam(required = false) @Nullable
                    String name,
            @Parameter(description = "only this customer's, over all their streams")
                    @RequestParam(required = false)
                    @Nullable
                    String customer,
            @Parameter(description = "an instant in UTC; 30 days before the end unless told")
                    @RequestParam(required = false)
                    @Nullable
                    Instant from,
            @Parameter(description = "an instant in UTC, not included; now unless told")
                    @RequestParam(required = false)
                    @Nullable
                    Instant to,
            @Parameter(description = "placed by when they were done, or by when they were stored")
                    @RequestParam(defaultValue = "at")
                    Time time,
            @Parameter(description = "wait up to 2 s until this position is in the answer")
                    @RequestParam(required = false)
                    @Nullable
                    Long minPosition) {
        Instant end = to == null ? clock.instant() : Parameters.instant("to", to);
        Instant begin = from == null ? end.minus(SPAN) : Parameters.instant("from", from);
        if (!begin.isBefore(end)) {
            throw new QueryProblem.ParameterInvalid("from", "must lie before to");
        }
        if (freshness.await(minPosition, BehaviorSearch.VIEW, CustomerViews.VIEW)) {
            search.refresh();
        }
        List<String> streams = customer == null ? null : streams(customer);
        return search.find(new Question(name, streams, time, begin, end, interval(begin, end)));
    }

    private static Interval interval(Instant from, Instant to) {
        Duration span = Duration.between(from, to);
        if (span.compareTo(FEW_DAYS) <= 0) {
            return Interval.hour;
        }
        return span.compareTo(TWO_YEARS) <= 0 ? Interval.day : Interval.month;
    }

    private List<String> streams(String customer) {
        Family family = views.find(customer);
        if (family == null) {
            throw QueryProblem.unknown(log, customer);
        }
        return family.partials().stream().map(CustomerPartial::stream).toList();
    }
}
