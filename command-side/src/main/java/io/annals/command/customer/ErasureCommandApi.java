package io.annals.command.customer;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.annals.command.CommandProblem.Invalid;
import io.annals.command.CommandProblem.Unauthenticated;
import io.annals.contracts.customer.ErasureEvent.Reason;
import io.annals.eventstore.EventLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Forgetting a person: what it would destroy, and doing it. The certificate is the query side's to give. */
@RestController
@Tag(name = "Erasure", description = "Forgetting a person for ever")
class ErasureCommandApi {

    private final ErasureDesk desk;
    private final EventLog eventLog;
    private final Clock clock;

    ErasureCommandApi(ErasureDesk desk, EventLog eventLog, Clock clock) {
        this.desk = desk;
        this.eventLog = eventLog;
        this.clock = clock;
    }

    /**
     * @param customers every stream of the person: all of them are erased
     * @param kinds events by name
     * @param keys encryption keys that are destroyed, and with them every event
     * @param identifiers revoked, by type
     */
    record ErasurePreview(
            String customerId,
            List<String> customers,
            long events,
            @Nullable Instant first,
            @Nullable Instant last,
            Map<String, Long> kinds,
            long keys,
            Map<String, Long> identifiers) {}

    record ErasureBody(@Schema(requiredMode = REQUIRED) @Nullable Reason reason) {}

    record ErasureView(String customerId, String requestId, long position) {}

    @GetMapping("/api/customers/{id}/erasure")
    @Operation(
            operationId = "previewErasure",
            summary = "What erasing this person would destroy; every stream they were merged from is included")
    ErasurePreview preview(@PathVariable String id) {
        ErasureDesk.Preview preview = desk.preview(id);
        return new ErasurePreview(
                preview.members().root(),
                preview.members().streams(),
                preview.extent().events(),
                preview.extent().first(),
                preview.extent().last(),
                preview.extent().kinds(),
                preview.extent().keys(),
                preview.identifiers());
    }

    @PostMapping("/api/customers/{id}/erasure")
    @Operation(
            operationId = "eraseCustomer",
            summary = "Forget the person for ever: keys are destroyed, identifiers revoked, nothing can undo it",
            description = "Asked again, it answers with the request that erased the person.")
    ResponseEntity<ErasureView> erase(
            @PathVariable String id, @RequestBody ErasureBody body, HttpServletRequest request) {
        if (body.reason() == null) {
            throw new Invalid("reason-missing", "reason is one of the codes the description lists.");
        }
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            throw new Unauthenticated("token-missing", "Sign in with a token.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String requestId = desk.erase(id, body.reason(), principal.getName(), now);
        long position = eventLog.last(id).orElseThrow().position();
        return ResponseEntity.ok()
                .header("Annals-Position", Long.toString(position))
                .body(new ErasureView(id, requestId, position));
    }
}
