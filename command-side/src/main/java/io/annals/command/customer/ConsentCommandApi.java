package io.annals.command.customer;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.annals.command.CommandProblem.Invalid;
import io.annals.command.CommandProblem.NotFound;
import io.annals.command.CommandProblem.Unauthenticated;
import io.annals.command.cleaning.Normaliser;
import io.annals.command.identity.RulesInForce;
import io.annals.command.source.PresentedKey;
import io.annals.command.source.Sources;
import io.annals.contracts.customer.Evidence;
import io.annals.contracts.customer.Evidence.Origin;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.Purpose;
import io.annals.eventstore.EventLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
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
    private static final int MOST_TEXT = 2_000;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final Pattern IDENTIFIER_TYPE = Pattern.compile("[a-z][a-z0-9_.-]{0,39}");

    private final ConsentDesk desk;
    private final Sources sources;
    private final RulesInForce rules;
    private final EventLog eventLog;
    private final Clock clock;

    ConsentCommandApi(ConsentDesk desk, Sources sources, RulesInForce rules, EventLog eventLog, Clock clock) {
        this.desk = desk;
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

    /** Either an object or just the statement. */
    @Schema(description = "{statement, notice?}, or the statement alone as text")
    record EvidenceBody(@Schema(requiredMode = REQUIRED) @Nullable String statement, @Nullable String notice) {

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        EvidenceBody(
                @JsonProperty("statement") @Nullable String statement,
                @JsonProperty("notice") @Nullable String notice) {
            this.statement = statement;
            this.notice = notice;
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static EvidenceBody of(String statement) {
            return new EvidenceBody(statement, null);
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
        Wish wish = wish(purpose, consent, actor, now);
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
        return answer(desk.decide(id, wish(purpose, body, principal.getName(), now), now), purpose);
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

    private static Wish wish(String purpose, Consent body, String actor, Instant now) {
        if (!Purpose.ALL.contains(purpose)) {
            throw new NotFound("purpose-unknown", "The purposes are " + String.join(", ", sorted()) + ".");
        }
        if (body.state() == null) {
            throw new Invalid("state-missing", "state is granted or withdrawn.");
        }
        EvidenceBody evidence = body.evidence();
        if (evidence == null
                || evidence.statement() == null
                || evidence.statement().isBlank()) {
            throw new Invalid("evidence-missing", "evidence says what was shown or said.");
        }
        expectText("evidence", evidence.statement());
        expectText("notice", evidence.notice());
        Instant from = body.effectiveFrom() == null ? now : body.effectiveFrom().truncatedTo(ChronoUnit.MILLIS);
        if (from.isAfter(now.plus(CLOCK_SKEW)) || from.isBefore(Instant.EPOCH)) {
            throw new Invalid("effective-from-invalid", "effectiveFrom lies between 1970 and now.");
        }
        Instant effectiveFrom = from.isAfter(now) ? now : from;
        Instant expires = body.expires();
        if (expires != null
                && (!expires.isAfter(effectiveFrom) || expires.isAfter(Instant.parse("9999-01-01T00:00:00Z")))) {
            throw new Invalid("expires-invalid", "expires lies after effectiveFrom.");
        }
        return new Wish(
                purpose,
                body.state() == State.granted,
                new Evidence(Origin.EXPLICIT, actor, evidence.statement(), evidence.notice()),
                effectiveFrom,
                expires);
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

    private static void expectText(String field, @Nullable String text) {
        if (text != null && text.length() > MOST_TEXT) {
            throw new Invalid("text-too-long", field + " may hold " + MOST_TEXT + " characters.");
        }
    }

    private static Iterable<String> sorted() {
        return Purpose.ALL.stream().sorted().toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
