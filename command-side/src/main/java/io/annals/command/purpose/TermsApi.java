package io.annals.command.purpose;

import io.annals.command.CommandProblem.Unauthenticated;
import io.annals.command.IfMatch;
import io.annals.contracts.customer.ConsentTerms;
import io.annals.contracts.customer.ConsentTerms.Controller;
import io.annals.contracts.customer.PurposeTerms;
import io.annals.eventstore.EventLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What people are asked for. */
@RestController
@Tag(name = "Consents")
class TermsApi {

    private final TermsDesk desk;
    private final EventLog eventLog;

    TermsApi(TermsDesk desk, EventLog eventLog) {
        this.desk = desk;
        this.eventLog = eventLog;
    }

    /** @param noticeHash as it stands in the evidence of whoever saw this notice */
    record PurposeView(PurposeTerms terms, String noticeHash) {}

    record TermsView(int version, Controller controller, List<PurposeView> purposes) {

        static TermsView of(ConsentTerms terms) {
            return new TermsView(
                    terms.version(),
                    terms.controller(),
                    terms.purposes().stream()
                            .map(one -> new PurposeView(one, one.notice().hash()))
                            .toList());
        }
    }

    @GetMapping("/api/purposes")
    @Operation(
            operationId = "findPurposes",
            summary = "What people are asked for, in force now; the version is the ETag, 0 for what comes with Annals")
    ResponseEntity<TermsView> find() {
        ConsentTerms terms = desk.inForce();
        return ResponseEntity.ok().eTag(Integer.toString(terms.version())).body(TermsView.of(terms));
    }

    @PutMapping("/api/purposes")
    @Operation(
            operationId = "publishPurposes",
            summary = "Publish what people are asked for, complete; If-Match names the version it was made from",
            description =
                    "It holds for decisions from now on, in every process within seconds; what was decided stays. "
                            + "Answers 412 terms-changed when another version has been published since, 428 without If-Match.")
    ResponseEntity<TermsView> publish(
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody TermsBody body,
            HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            throw new Unauthenticated("token-missing", "Sign in with a token.");
        }
        ConsentTerms published = desk.publish(body, IfMatch.version(ifMatch), principal.getName());
        return ResponseEntity.ok()
                .eTag(Integer.toString(published.version()))
                .header("Annals-Position", Long.toString(eventLog.head()))
                .body(TermsView.of(published));
    }
}
