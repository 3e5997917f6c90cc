package io.annals.command.customer;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.annals.command.CommandProblem.Invalid;
import io.annals.command.CommandProblem.Unauthenticated;
import io.annals.eventstore.EventLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Whether somebody else decides for a customer. */
@RestController
@Tag(name = "Consents")
class GuardianshipApi {

    private final ConsentDesk desk;
    private final EventLog eventLog;
    private final Clock clock;

    GuardianshipApi(ConsentDesk desk, EventLog eventLog, Clock clock) {
        this.desk = desk;
        this.eventLog = eventLog;
        this.clock = clock;
    }

    record GuardianshipBody(@Schema(requiredMode = REQUIRED) @Nullable Instant minorUntil) {}

    record GuardianshipView(String customerId, Instant minorUntil, long position) {}

    @PutMapping("/api/customers/{id}/guardianship")
    @Operation(
            operationId = "declareMinor",
            summary = "Declare a customer a minor until an instant: what no guardian agreed to is withdrawn",
            description =
                    "Until then a grant needs evidence.guardian. An instant that has passed takes the declaration "
                            + "back; what was withdrawn stays withdrawn.")
    ResponseEntity<GuardianshipView> put(
            @PathVariable String id, @RequestBody GuardianshipBody body, HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            throw new Unauthenticated("token-missing", "Sign in with a token.");
        }
        if (body.minorUntil() == null) {
            throw new Invalid("minor-until-missing", "minorUntil is the instant at which the customer comes of age.");
        }
        Instant until = body.minorUntil().truncatedTo(ChronoUnit.MILLIS);
        String customer = desk.declareMinor(
                id, until, principal.getName(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        long position = eventLog.head();
        return ResponseEntity.ok()
                .header("Annals-Position", Long.toString(position))
                .body(new GuardianshipView(customer, until, position));
    }
}
