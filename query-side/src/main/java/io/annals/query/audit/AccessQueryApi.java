package io.annals.query.audit;

import io.annals.contracts.audit.AccessesFound;
import io.annals.contracts.audit.AccessesFound.FoundAccess;
import io.annals.contracts.audit.AuditEvent.Kind;
import io.annals.contracts.customer.Identifier;
import io.annals.eventstore.access.AccessTrail;
import io.annals.eventstore.access.AccessTrail.Question;
import io.annals.query.Parameters;
import io.annals.query.QueryProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "audit")
@RestController
@RequestMapping(path = "/api/audit/accesses", produces = MediaType.APPLICATION_JSON_VALUE)
class AccessQueryApi {

    private final AccessTrail trail;
    private final Streams streams;
    private final Clock clock;

    AccessQueryApi(AccessTrail trail, Streams streams, Clock clock) {
        this.trail = trail;
        this.streams = streams;
        this.clock = clock;
    }

    @Operation(
            operationId = "findAccesses",
            summary = "Who saw whom and did what, the latest first; asking is recorded as well",
            description =
                    "A person is asked for by any id of theirs, also after an erasure, or by a whole identifier, which"
                            + " is looked up by its keyed hash. An erased person's identifiers lead to nobody.")
    @GetMapping
    AccessesFound find(
            @Parameter(description = "a customer's id; every stream merged with it counts")
                    @RequestParam(required = false)
                    @Nullable
                    String customer,
            @Parameter(description = "type:value, exact; for example phone:+8613800138000")
                    @RequestParam(required = false)
                    @Nullable
                    String identifier,
            @Parameter(description = "name of a token") @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable Kind kind,
            @Parameter(description = "an instant in UTC, included") @RequestParam(required = false) @Nullable
                    Instant from,
            @Parameter(description = "an instant in UTC, not included; now unless told")
                    @RequestParam(required = false)
                    @Nullable
                    Instant until,
            @Parameter(description = "the next of the page before") @RequestParam(required = false) @Nullable
                    String after,
            @Parameter(description = "1 to 200, 50 unless told") @RequestParam(required = false) @Nullable
                    Integer limit) {
        int most = Parameters.between("limit", limit, 1, 200, 50);
        Identifier exact = Parameters.identifier(identifier);
        if (customer != null && exact != null) {
            throw new QueryProblem.ParameterInvalid("identifier", "must not be given together with customer");
        }
        List<String> asked = customer != null ? streams.of(customer) : exact != null ? streams.of(exact) : null;
        List<FoundAccess> found = trail.find(new Question(
                asked,
                actor,
                kind,
                from == null ? Instant.EPOCH : Parameters.instant("from", from),
                until == null ? clock.instant() : Parameters.instant("until", until),
                after,
                most));
        return new AccessesFound(
                found,
                asked == null ? List.of() : asked,
                found.size() < most ? null : found.get(most - 1).access().accessId());
    }
}
