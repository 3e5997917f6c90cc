package io.annals.command.hook;

import io.annals.command.CommandProblem.NotFound;
import io.annals.command.CommandProblem.Unauthenticated;
import io.annals.command.Commands;
import io.annals.command.source.Sources;
import io.annals.command.source.Sources.Registered;
import io.annals.contracts.source.HookSettings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may tell us something by a webhook, and what a body of theirs means. */
public final class Hooks {

    private static final String RECEIVED = "@received";

    private final Sources sources;
    private final HookSecrets secrets;

    Hooks(Sources sources, HookSecrets secrets) {
        this.sources = sources;
        this.secrets = secrets;
    }

    /** The headers of a request, by their names in whatever case. */
    @FunctionalInterface
    public interface Headers {
        @Nullable
        String get(String name);
    }

    /**
     * The source a signed body is for.
     *
     * @param body as it was signed
     * @throws NotFound when it is disabled
     * @throws Unauthenticated when none of its secrets signed the body, or not lately; or there is no such source, or it
     *     takes no webhooks, which who knows no secret need not learn
     */
    public Registered open(String sourceId, Headers headers, byte[] body, Instant now) {
        Registered source = taking(sourceId);
        HookSettings hook = hook(source);
        SignedBody signed = new SignedBody(headers.get(hook.signature().header()), body);
        signed.expect(hook.signature(), Commands.asking(() -> secrets.opened(sourceId, now)), now);
        if (!source.enabled()) {
            throw new NotFound("source-disabled", "This source is disabled.");
        }
        return source;
    }

    /** A body with what else the mapping may name: headers as {@code @X-Topic}, the time of receipt as {@code @received}. */
    public Map<String, Object> said(Registered source, Map<String, Object> body, Headers headers, Instant receivedAt) {
        Map<String, Object> said = new LinkedHashMap<>(body);
        for (String column : HookMapping.of(hook(source).calls()).columns()) {
            if (!column.startsWith("@")) {
                continue;
            }
            String value = headers.get(column.substring(1));
            said.remove(column); // a body cannot pretend to a header
            if (value != null) {
                said.put(column, value);
            }
        }
        said.put(RECEIVED, receivedAt.toString());
        return said;
    }

    /** The calls a body becomes, as {@code /v1/batch} takes them; at least one. */
    public List<Map<String, Object>> calls(Registered source, Map<String, Object> said) throws Unmapped {
        return HookMapping.of(hook(source).calls()).calls(said);
    }

    private Registered taking(String sourceId) {
        try {
            Registered source = sources.find(sourceId);
            hook(source);
            return source;
        } catch (NotFound nothing) {
            throw new Unauthenticated("signature-wrong", "No secret of a source at this address signed this body.");
        }
    }

    private static HookSettings hook(Registered source) {
        HookSettings hook = source.hook();
        if (hook == null) {
            throw new NotFound("hook-unknown", "This source takes no webhooks.");
        }
        return hook;
    }
}
