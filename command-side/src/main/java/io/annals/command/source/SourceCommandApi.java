package io.annals.command.source;

import io.annals.command.CommandProblem.Invalid;
import io.annals.command.purpose.TermsInForce;
import io.annals.contracts.source.ConsentPolicy;
import io.annals.eventstore.EventLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sources")
class SourceCommandApi {

    private static final int MOST_NAME = 200;
    private static final int MOST_GRACE_SECONDS = 90 * 24 * 3_600;

    private final SourceDesk desk;
    private final Sources sources;
    private final TermsInForce terms;
    private final EventLog eventLog;

    SourceCommandApi(SourceDesk desk, Sources sources, TermsInForce terms, EventLog eventLog) {
        this.desk = desk;
        this.sources = sources;
        this.terms = terms;
        this.eventLog = eventLog;
    }

    record NewSource(
            @Schema(requiredMode = RequiredMode.REQUIRED) @Nullable String name, @Nullable PolicyBody consentPolicy) {}

    /** @param writeKey shown this once */
    record CreatedSource(String sourceId, String name, String writeKey, ConsentPolicy consentPolicy) {}

    record Revision(@Nullable String name, @Nullable PolicyBody consentPolicy, @Nullable Boolean enabled) {}

    /** @param graceSeconds how long the former keys go on opening the source; 0 when absent */
    record Rotation(@Nullable Integer graceSeconds) {}

    /** @param writeKey shown this once */
    record RotatedKey(String sourceId, String writeKey, Instant formerKeysUntil) {}

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
        String name = name(body.name() == null ? "" : body.name());
        ConsentPolicy policy = body.consentPolicy() == null
                ? ConsentPolicy.required()
                : body.consentPolicy().read(terms.now());
        SourceDesk.Created created = desk.create(name, policy, actor(request));
        return ResponseEntity.created(URI.create("/api/sources/" + created.sourceId()))
                .header("Annals-Position", Long.toString(eventLog.head()))
                .body(new CreatedSource(created.sourceId(), name, created.writeKey(), policy));
    }

    @PatchMapping("/api/sources/{id}")
    @Operation(
            operationId = "reviseSource",
            summary = "Rename, disable or enable a source, or change how consent reaches it; what is left out stays")
    ResponseEntity<Sources.Registered> revise(
            @PathVariable String id, @RequestBody Revision body, HttpServletRequest request) {
        Sources.Registered revised = desk.revise(
                id,
                body.name() == null ? null : name(body.name()),
                body.consentPolicy() == null ? null : body.consentPolicy().read(terms.now()),
                body.enabled(),
                actor(request));
        return ResponseEntity.ok()
                .header("Annals-Position", Long.toString(eventLog.head()))
                .body(revised);
    }

    @PostMapping("/api/sources/{id}/keys")
    @Operation(
            operationId = "rotateSourceKey",
            summary = "Give a source a new write key, shown this once; its former keys end after the grace time")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<RotatedKey> rotateKey(
            @PathVariable String id, @RequestBody Rotation body, HttpServletRequest request) {
        int grace = body.graceSeconds() == null ? 0 : body.graceSeconds();
        if (grace < 0 || grace > MOST_GRACE_SECONDS) {
            throw new Invalid("grace-invalid", "graceSeconds is from 0 to " + MOST_GRACE_SECONDS + ".");
        }
        SourceDesk.Rotated rotated = desk.rotateKey(id, Duration.ofSeconds(grace), actor(request));
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Annals-Position", Long.toString(eventLog.head()))
                .body(new RotatedKey(id, rotated.writeKey(), rotated.formerKeysUntil()));
    }

    private static String name(String given) {
        String name = given.strip();
        if (name.isEmpty() || name.length() > MOST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid("name-invalid", "A source has a name of at most " + MOST_NAME + " characters.");
        }
        return name;
    }

    private static String actor(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal == null ? "unknown" : principal.getName();
    }
}
