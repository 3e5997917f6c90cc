package io.annals.command.customer;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.annals.command.CommandProblem.Invalid;
import io.annals.command.CommandProblem.Unauthenticated;
import io.annals.command.cleaning.Normaliser;
import io.annals.command.identity.RulesInForce;
import io.annals.command.source.PresentedKey;
import io.annals.command.source.Sources;
import io.annals.contracts.customer.Identifier;
import io.annals.eventstore.EventLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What customers decide, recorded by whoever speaks with them: the preference centre, staff, an importer. */
@RestController
@Tag(name = "Consents")
class ConsentCommandApi {

    private static final String PURPOSE = "#/components/schemas/Purpose";
    private static final Pattern IDENTIFIER_TYPE = Pattern.compile("[a-z][a-z0-9_.-]{0,39}");

    private final ConsentDesk desk;
    private final WishReader wishes;
    private final Sources sources;
    private final RulesInForce rules;
    private final EventLog eventLog;
    private final Clock clock;

    ConsentCommandApi(
            ConsentDesk desk, WishReader wishes, Sources sources, RulesInForce rules, EventLog eventLog, Clock clock) {
        this.desk = desk;
        this.wishes = wishes;
        this.sources = sources;
        this.rules = rules;
        this.eventLog = eventLog;
        this.clock = clock;
    }

    enum State {
        granted,
        withdrawn
    }

    record IdentifierBody(
            @Schema(requiredMode = REQUIRED) @Nullable String type,
            @Schema(requiredMode = REQUIRED) @Nullable String value) {}

    /**
     * Either an object or just the statement.
     *
     * @param notice version of the notice that was shown
     * @param region where the customer was: an ISO 3166 code such as US-CA
     * @param place where it was decided: a page, a shop, a form
     * @param guardian how a minor's guardian agreed, and how we know that it was them
     */
    @Schema(description = "{statement, notice?, region?, place?, guardian?}, or the statement alone as text")
    record EvidenceBody(
            @Schema(requiredMode = REQUIRED) @Nullable String statement,
            @Nullable String notice,
            @Nullable String region,
            @Nullable String place,
            @Nullable String guardian) {

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        EvidenceBody(
                @JsonProperty("statement") @Nullable String statement,
                @JsonProperty("notice") @Nullable String notice,
                @JsonProperty("region") @Nullable String region,
                @JsonProperty("place") @Nullable String place,
                @JsonProperty("guardian") @Nullable String guardian) {
            this.statement = statement;
            this.notice = notice;
            this.region = region;
            this.place = place;
            this.guardian = guardian;
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static EvidenceBody of(String statement) {
            return new EvidenceBody(statement, null, null, null, null);
        }
    }

    record NamedConsent(
            @Schema(requiredMode = REQUIRED) @Nullable IdentifierBody identifier,
            @Schema(requiredMode = REQUIRED) @Nullable State state,
            @Schema(requiredMode = REQUIRED) @Nullable EvidenceBody evidence,
            @Nullable Instant effectiveFrom,
            @Nullable Instant expires) {}

    /** Named apart from the consent a customer view shows. */
    @Schema(name = "ConsentDecision")
    record Consent(
            @Schema(requiredMode = REQUIRED) @Nullable State state,
            @Schema(requiredMode = REQUIRED) @Nullable EvidenceBody evidence,
            @Nullable Instant effectiveFrom,
            @Nullable Instant expires) {}

    /** @param customerId absent when there was nobody to withdraw anything from */
    record ConsentView(@JsonInclude @Nullable String customerId, String purpose, State state, long position) {}

    @PutMapping("/api/consents/{purpose}")
    @SecurityRequirement(name = "token")
    @SecurityRequirement(name = "writeKey")
    @Operation(
            operationId = "recordConsent",
            summary = "Grant or withdraw consent for whoever an identifier names; a grant creates the customer")
    ResponseEntity<ConsentView> put(
            @Parameter(schema = @Schema(ref = PURPOSE)) @PathVariable String purpose,
            @RequestBody NamedConsent body,
            HttpServletRequest request) {
        String actor = actor(request);
        Instant now = now();
        Consent consent = new Consent(body.state(), body.evidence(), body.effectiveFrom(), body.expires());
        Wish wish = wishes.read(purpose, consent, actor, now);
        Identifier identifier = identifier(body.identifier(), request);
        ConsentDesk.Result result =
                wish.granted() ? desk.grant(identifier, wish, now) : desk.withdraw(identifier, wish, now);
        return answer(result, purpose);
    }

    @PutMapping("/api/customers/{id}/consents/{purpose}")
    @Operation(operationId = "decideConsent", summary = "Grant or withdraw consent for a customer")
    ResponseEntity<ConsentView> put(
            @PathVariable String id,
            @Parameter(schema = @Schema(ref = PURPOSE)) @PathVariable String purpose,
            @RequestBody Consent body,
            HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            throw new Unauthenticated("token-missing", "Sign in with a token.");
        }
        Instant now = now();
        return answer(desk.decide(id, wishes.read(purpose, body, principal.getName(), now), now), purpose);
    }

    private ResponseEntity<ConsentView> answer(ConsentDesk.Result result, String purpose) {
        long position = eventLog.head();
        State state = result.granted() ? State.granted : State.withdrawn;
        return ResponseEntity.ok()
                .header("Annals-Position", Long.toString(position))
                .body(new ConsentView(result.customerId(), purpose, state, position));
    }

    /** A signed-in person's or program's name, or the id of the source whose key was sent. */
    private String actor(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        if (principal != null) {
            return principal.getName();
        }
        String key = PresentedKey.of(request);
        if (key == null) {
            throw new Unauthenticated("token-missing", "Sign in with a token or a write key.");
        }
        return sources.open(key).sourceId();
    }

    /** Written as the source that asks writes it in what it tracks. */
    private Identifier identifier(@Nullable IdentifierBody body, HttpServletRequest request) {
        if (body == null || body.type() == null || body.value() == null) {
            throw new Invalid("identifier-missing", "identifier has a type and a value.");
        }
        String key = request.getUserPrincipal() == null ? PresentedKey.of(request) : null;
        String value = key != null && body.type().equals(Identifier.PHONE)
                ? Normaliser.phone(body.value(), sources.open(key).cleaning())
                : body.value();
        Identifier identifier = new Identifier(body.type(), value);
        if (!IDENTIFIER_TYPE.matcher(identifier.type()).matches()
                || rules.now().blocks(identifier)
                || identifier.value().length() > 512) {
            throw new Invalid("identifier-invalid", "This identifier stands for nobody.");
        }
        return identifier;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
