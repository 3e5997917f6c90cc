package io.annals.command.hook;

import io.annals.command.CommandProblem.Invalid;
import io.annals.command.Commands;
import io.annals.command.source.Sources;
import io.annals.contracts.source.HookSettings;
import io.annals.contracts.source.HookSettings.Encoding;
import io.annals.contracts.source.HookSettings.Scheme;
import io.annals.contracts.source.HookSettings.Signature;
import io.annals.eventstore.EventLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sources")
class HookCommandApi {

    private static final int MOST_GRACE_SECONDS = 90 * 24 * 3_600;
    private static final Pattern SECRET = Pattern.compile("[!-~]{16,256}");

    /** How known senders sign, as their documentation says it. */
    private static final List<Preset> PRESETS = List.of(
            new Preset("GitHub", new Signature(Scheme.BODY, "X-Hub-Signature-256", Encoding.HEX, "sha256=", 300)),
            new Preset("Shopify", new Signature(Scheme.BODY, "X-Shopify-Hmac-Sha256", Encoding.BASE64, "", 300)),
            new Preset("Stripe", new Signature(Scheme.TIMESTAMPED, "Stripe-Signature", Encoding.HEX, "v1=", 300)));

    private final HookDesk desk;
    private final HookSecrets secrets;
    private final Sources sources;
    private final Clock clock;
    private final EventLog eventLog;

    HookCommandApi(HookDesk desk, HookSecrets secrets, Sources sources, Clock commandClock, EventLog eventLog) {
        this.desk = desk;
        this.secrets = secrets;
        this.sources = sources;
        this.clock = commandClock;
        this.eventLog = eventLog;
    }

    record Preset(String name, Signature signature) {}

    /** @param endsAt absent for the one given last */
    record SecretView(String secretId, @Nullable Instant endsAt) {}

    /**
     * @param path where the third party posts to
     * @param hook absent as long as the source takes no webhooks
     * @param secrets that are believed, without their text
     */
    record HookView(String path, @Nullable HookSettings hook, List<SecretView> secrets, List<Preset> presets) {}

    /**
     * @param secret the third party's, 16 to 256 visible characters; minted when absent
     * @param graceSeconds how long the former secrets go on being believed; 0 when absent
     */
    record NewSecret(@Nullable String secret, @Nullable Integer graceSeconds) {}

    /** @param secret shown this once */
    record HookSecret(String sourceId, String secret, Instant formerSecretsUntil) {}

    @GetMapping("/api/sources/{id}/hook")
    @Operation(
            operationId = "findSourceHook",
            summary = "How a third party's webhooks are known and what they become; never a secret")
    HookView find(@PathVariable String id) {
        return view(id);
    }

    @PutMapping("/api/sources/{id}/hook")
    @Operation(
            operationId = "changeSourceHook",
            summary = "Take webhooks: how they are signed, and the calls they become, each as in an import's mapping")
    ResponseEntity<HookView> change(@PathVariable String id, @RequestBody HookBody body, HttpServletRequest request) {
        desk.change(id, body.read(), actor(request));
        return ResponseEntity.ok()
                .header("Annals-Position", Long.toString(eventLog.head()))
                .body(view(id));
    }

    @PostMapping("/api/sources/{id}/hook/secrets")
    @Operation(
            operationId = "rotateHookSecret",
            summary = "Give a source a new webhook secret, shown this once; its former ones end after the grace time")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<HookSecret> rotate(
            @PathVariable String id, @RequestBody NewSecret body, HttpServletRequest request) {
        int grace = body.graceSeconds() == null ? 0 : body.graceSeconds();
        if (grace < 0 || grace > MOST_GRACE_SECONDS) {
            throw new Invalid("grace-invalid", "graceSeconds is from 0 to " + MOST_GRACE_SECONDS + ".");
        }
        if (body.secret() != null && !SECRET.matcher(body.secret()).matches()) {
            throw new Invalid("secret-invalid", "A secret is 16 to 256 visible characters.");
        }
        HookDesk.Rotated rotated = desk.rotate(id, body.secret(), Duration.ofSeconds(grace), actor(request));
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Annals-Position", Long.toString(eventLog.head()))
                .body(new HookSecret(id, rotated.secret(), rotated.formerUntil()));
    }

    private HookView view(String id) {
        HookSettings hook = sources.find(id).hook();
        List<SecretView> shared = Commands.asking(() -> secrets.of(id, clock.instant())).stream()
                .map(secret -> new SecretView(secret.secretId(), secret.endsAt()))
                .toList();
        return new HookView("/v1/hooks/" + id, hook, shared, PRESETS);
    }

    private static String actor(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal == null ? "unknown" : principal.getName();
    }
}
