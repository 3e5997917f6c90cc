package io.annals.command.identity;

import io.annals.command.CommandProblem.Unauthenticated;
import io.annals.command.IfMatch;
import io.annals.contracts.customer.IdentityRules;
import io.annals.eventstore.EventLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The rules by which names lead to people. */
@RestController
@Tag(name = "Identity")
class RulesApi {

    private final RulesDesk desk;
    private final EventLog eventLog;

    RulesApi(RulesDesk desk, EventLog eventLog) {
        this.desk = desk;
        this.eventLog = eventLog;
    }

    @GetMapping("/api/identity/rules")
    @Operation(
            operationId = "findIdentityRules",
            summary = "The identity rules in force; their version is the ETag, 0 for those that come with Annals")
    ResponseEntity<IdentityRules> find() {
        IdentityRules rules = desk.inForce();
        return ResponseEntity.ok().eTag(Integer.toString(rules.version())).body(rules);
    }

    @PutMapping("/api/identity/rules")
    @Operation(
            operationId = "publishIdentityRules",
            summary = "Publish identity rules, complete; If-Match names the version they were made from",
            description =
                    "They hold for what comes from now on, in every process within seconds; nobody who was merged "
                            + "is separated. Answers 412 rules-changed when another version has been published since, 428 without "
                            + "If-Match.")
    ResponseEntity<IdentityRules> publish(
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody RulesBody body,
            HttpServletRequest request) {
        IdentityRules published = desk.publish(body, IfMatch.version(ifMatch), actor(request));
        return ResponseEntity.ok()
                .eTag(Integer.toString(published.version()))
                .header("Annals-Position", Long.toString(eventLog.head()))
                .body(published);
    }

    private static String actor(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            throw new Unauthenticated("token-missing", "Sign in with a token.");
        }
        return principal.getName();
    }
}
