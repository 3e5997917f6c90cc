package io.annals.command.source;

import io.annals.command.CommandProblem.Invalid;
import io.annals.contracts.customer.Purpose;
import io.annals.contracts.source.ConsentPolicy;
import io.annals.contracts.source.ConsentPolicy.Mode;
import io.annals.eventstore.EventLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sources")
class SourceCommandApi {

    private static final int MOST_NAME = 200;
    private static final int MOST_STATEMENT = 2_000;

    private final SourceDesk desk;
    private final Sources sources;
    private final EventLog eventLog;

    SourceCommandApi(SourceDesk desk, Sources sources, EventLog eventLog) {
        this.desk = desk;
        this.sources = sources;
        this.eventLog = eventLog;
    }

    record PolicyBody(
            @Nullable Mode mode,
            @Nullable Map<String, List<String>> categories,
            @Nullable List<String> purposes,
            @Nullable String statement) {}

    record NewSource(
            @Schema(requiredMode = RequiredMode.REQUIRED) @Nullable String name, @Nullable PolicyBody consentPolicy) {}

    /** @param writeKey shown this once */
    record CreatedSource(String sourceId, String name, String writeKey, ConsentPolicy consentPolicy) {}

    record SourcesView(List<Sources.Registered> sources) {}

    @GetMapping("/api/sources")
    @Operation(
            operationId = "findSources",
            summary = "The sources there are and how consent reaches them; never their keys")
    SourcesView sources() {
        return new SourcesView(sources.all());
    }

    @PostMapping("/api/sources")
    @Operation(operationId = "createSource", summary = "Create a source; its write key is shown this once")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CreatedSource> create(@RequestBody NewSource body, HttpServletRequest request) {
        String name = body.name() == null ? "" : body.name().strip();
        if (name.isEmpty() || name.length() > MOST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid("name-invalid", "A source has a name of at most " + MOST_NAME + " characters.");
        }
        ConsentPolicy policy = body.consentPolicy() == null ? ConsentPolicy.required() : policy(body.consentPolicy());
        Principal principal = request.getUserPrincipal();
        SourceDesk.Created created = desk.create(name, policy, principal == null ? "unknown" : principal.getName());
        return ResponseEntity.created(URI.create("/api/sources/" + created.sourceId()))
                .header("Annals-Position", Long.toString(eventLog.head()))
                .body(new CreatedSource(created.sourceId(), name, created.writeKey(), policy));
    }

    private static ConsentPolicy policy(PolicyBody body) {
        Mode mode = Objects.requireNonNullElse(body.mode(), Mode.REQUIRED);
        Map<String, List<String>> categories = Objects.requireNonNullElse(body.categories(), Map.of());
        List<String> purposes = Objects.requireNonNullElse(body.purposes(), List.of());
        String statement = Objects.requireNonNullElse(body.statement(), "").strip();
        categories.values().forEach(SourceCommandApi::expectPurposes);
        expectPurposes(purposes);
        if (mode == Mode.FROM_EVENT && categories.isEmpty()) {
            throw new Invalid("policy-invalid", "FROM_EVENT needs categories: {category: [purpose, …]}.");
        }
        if (mode == Mode.ASSERTED && (purposes.isEmpty() || statement.isEmpty())) {
            throw new Invalid("policy-invalid", "ASSERTED needs purposes and a statement an auditor can judge.");
        }
        if (statement.length() > MOST_STATEMENT || statement.indexOf('\0') >= 0) {
            throw new Invalid("policy-invalid", "A statement may hold " + MOST_STATEMENT + " characters.");
        }
        return new ConsentPolicy(mode, categories, purposes, statement);
    }

    private static void expectPurposes(@Nullable List<String> purposes) {
        if (purposes == null || !Purpose.ALL.containsAll(purposes)) {
            throw new Invalid(
                    "purpose-unknown",
                    "The purposes are "
                            + String.join(", ", Purpose.ALL.stream().sorted().toList()) + ".");
        }
    }
}
