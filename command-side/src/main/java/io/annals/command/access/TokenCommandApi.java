package io.annals.command.access;

import io.annals.command.CommandProblem.Invalid;
import io.annals.contracts.access.Role;
import io.annals.eventstore.EventLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Access")
class TokenCommandApi {

    private static final int MOST_NAME = 200;

    private final TokenDesk desk;
    private final IssuedTokens issued;
    private final EventLog eventLog;

    TokenCommandApi(TokenDesk desk, IssuedTokens issued, EventLog eventLog) {
        this.desk = desk;
        this.issued = issued;
        this.eventLog = eventLog;
    }

    record TokensView(List<IssuedTokens.Issued> tokens) {}

    /** @param expires from when it opens nothing; absent for never */
    record NewToken(
            @Schema(requiredMode = RequiredMode.REQUIRED) @Nullable String name,
            @Schema(requiredMode = RequiredMode.REQUIRED) @Nullable Role role,
            @Nullable Instant expires) {}

    /** @param token shown this once */
    record IssuedToken(String tokenId, String name, Role role, @Nullable Instant expires, String token) {}

    @GetMapping("/api/tokens")
    @Operation(operationId = "findTokens", summary = "The tokens that open this platform; never the tokens themselves")
    TokensView tokens() {
        return new TokensView(issued.all());
    }

    @PostMapping("/api/tokens")
    @Operation(operationId = "issueToken", summary = "Issue a token for a person or a program; it is shown this once")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<IssuedToken> issue(@RequestBody NewToken body, HttpServletRequest request) {
        String name = name(body.name());
        Role role = body.role();
        if (role == null) {
            throw new Invalid("role-missing", "Say which role the token has.");
        }
        Instant expires = body.expires() == null ? null : body.expires().truncatedTo(ChronoUnit.MILLIS);
        if (expires != null && !expires.isAfter(desk.now())) {
            throw new Invalid("expires-invalid", "A token ends in the future, or has no end.");
        }
        TokenDesk.Minted minted = desk.issue(name, role, expires, actor(request));
        return ResponseEntity.created(URI.create("/api/tokens/" + minted.tokenId()))
                .header("Annals-Position", Long.toString(eventLog.head()))
                .body(new IssuedToken(minted.tokenId(), name, role, expires, minted.token()));
    }

    @DeleteMapping("/api/tokens/{id}")
    @Operation(
            operationId = "revokeToken",
            summary = "Revoke a token; within five seconds it opens nothing, on any machine")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> revoke(@PathVariable String id, HttpServletRequest request) {
        desk.revoke(id, actor(request));
        return ResponseEntity.noContent()
                .header("Annals-Position", Long.toString(eventLog.head()))
                .build();
    }

    private static String name(@Nullable String given) {
        String name = given == null ? "" : given.strip();
        if (name.isEmpty() || name.length() > MOST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new Invalid("name-invalid", "A token has a name of at most " + MOST_NAME + " characters.");
        }
        return name;
    }

    private static String actor(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal == null ? "unknown" : principal.getName();
    }
}
