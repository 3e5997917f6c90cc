package io.annals.command.customer;

import io.annals.command.CommandProblem.Invalid;
import io.annals.command.CommandProblem.Unauthenticated;
import io.annals.eventstore.EventLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Deciding by hand who is one person and who is two. Either decision undoes the other. */
@RestController
@Tag(name = "Identity", description = "Who is one person and who is two")
class IdentityCommandApi {

    private static final int MOST_REASON = 2_000;

    private final IdentityDesk desk;
    private final EventLog eventLog;
    private final Clock clock;

    IdentityCommandApi(IdentityDesk desk, EventLog eventLog, Clock clock) {
        this.desk = desk;
        this.eventLog = eventLog;
        this.clock = clock;
    }

    record Merge(@Nullable String with, @Nullable String reason) {}

    record Unmerge(@Nullable String reason) {}

    /** @param customerId the customer that stays under the id by which both were known */
    record IdentityView(String customerId, long position) {}

    @PostMapping("/api/customers/{id}/merge")
    @Operation(
            operationId = "mergeCustomers",
            summary = "Make one person of two; nothing moves, and unmerge restores both")
    ResponseEntity<IdentityView> merge(@PathVariable String id, @RequestBody Merge body, HttpServletRequest request) {
        if (body.with() == null || body.with().isBlank()) {
            throw new Invalid("with-missing", "with is the id of the other customer.");
        }
        return answer(desk.merge(id, body.with().strip(), reason(body.reason()), actor(request), now()));
    }

    @PostMapping("/api/customers/{id}/unmerge")
    @Operation(
            operationId = "unmergeCustomers",
            summary =
                    "Take a stream out of the person it was merged into, with all that came under its own names since",
            description = "The id is the stream's, one of the members of a customer. The two are not merged again by "
                    + "calls that name both; only by merge.")
    ResponseEntity<IdentityView> unmerge(
            @PathVariable String id, @RequestBody Unmerge body, HttpServletRequest request) {
        return answer(desk.unmerge(id, reason(body.reason()), actor(request), now()));
    }

    private ResponseEntity<IdentityView> answer(String customer) {
        long position = eventLog.head();
        return ResponseEntity.ok()
                .header("Annals-Position", Long.toString(position))
                .body(new IdentityView(customer, position));
    }

    private static String reason(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > MOST_REASON) {
            throw new Invalid("reason-missing", "reason says why, in at most " + MOST_REASON + " characters.");
        }
        return reason.strip();
    }

    private static String actor(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            throw new Unauthenticated("token-missing", "Sign in with a token.");
        }
        return principal.getName();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
