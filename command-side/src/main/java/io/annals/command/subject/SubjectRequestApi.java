package io.annals.command.subject;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.annals.command.CommandProblem.Invalid;
import io.annals.command.CommandProblem.Unauthenticated;
import io.annals.contracts.audit.AboutCustomers;
import io.annals.contracts.customer.SubjectRequestEvent.Outcome;
import io.annals.eventstore.EventLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people asked for in the preference centre, for those who answer them. */
@RestController
@Tag(name = "Subject requests", description = "Copies, corrections and erasures that people asked for")
class SubjectRequestApi {

    private final SubjectRequests requests;
    private final SubjectRequestDesk desk;
    private final EventLog eventLog;
    private final Clock clock;

    SubjectRequestApi(SubjectRequests requests, SubjectRequestDesk desk, EventLog eventLog, Clock clock) {
        this.requests = requests;
        this.desk = desk;
        this.eventLog = eventLog;
        this.clock = clock;
    }

    enum Which {
        open,
        closed
    }

    record SubjectRequestsView(List<SubjectRequests.Asked> requests) implements AboutCustomers {

        @Override
        public Collection<String> shown() {
            return requests.stream().map(SubjectRequests.Asked::customerId).toList();
        }
    }

    /** @param wording in clear: what the customer wants corrected */
    record SubjectRequestView(SubjectRequests.Asked request, @Nullable String wording) implements AboutCustomers {

        @Override
        public Collection<String> shown() {
            return List.of(request.customerId());
        }
    }

    record ClosingBody(@Schema(requiredMode = REQUIRED) @Nullable Outcome outcome) {}

    @GetMapping("/api/subject-requests")
    @Operation(
            operationId = "findSubjectRequests",
            summary = "Requests that wait, the most urgent first, or those that were closed last; at most 500")
    SubjectRequestsView find(
            @Parameter(description = "open unless told") @RequestParam(required = false) @Nullable Which state) {
        return new SubjectRequestsView(state == Which.closed ? requests.closed() : requests.open());
    }

    @GetMapping("/api/subject-requests/{id}")
    @Operation(
            operationId = "findSubjectRequest",
            summary = "One request, with what the customer wrote; that comes in clear")
    SubjectRequestView one(@PathVariable String id) {
        SubjectRequests.Asked request = requests.find(id);
        return new SubjectRequestView(request, desk.wording(request).orElse(null));
    }

    @PostMapping("/api/subject-requests/{id}/closing")
    @Operation(
            operationId = "closeSubjectRequest",
            summary = "Close a request; an erasure closes all of the customer's by itself")
    ResponseEntity<SubjectRequests.Asked> close(
            @PathVariable String id, @RequestBody ClosingBody body, HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            throw new Unauthenticated("token-missing", "Sign in with a token.");
        }
        if (body.outcome() == null) {
            throw new Invalid("outcome-missing", "outcome is FULFILLED or REFUSED.");
        }
        desk.close(id, body.outcome(), principal.getName(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return ResponseEntity.ok()
                .header("Annals-Position", Long.toString(eventLog.head()))
                .body(requests.find(id));
    }
}
