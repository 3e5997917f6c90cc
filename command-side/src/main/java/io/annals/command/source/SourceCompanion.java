package io.annals.command.source;

import io.annals.contracts.source.SourceEvent;
import io.annals.contracts.source.SourceEvent.SourceCleaningChanged;
import io.annals.contracts.source.SourceEvent.SourceCreated;
import io.annals.contracts.source.SourceEvent.SourceDeclarationChanged;
import io.annals.contracts.source.SourceEvent.SourceDisabled;
import io.annals.contracts.source.SourceEvent.SourceEnabled;
import io.annals.contracts.source.SourceEvent.SourceHookChanged;
import io.annals.contracts.source.SourceEvent.SourceHookSecretRotated;
import io.annals.contracts.source.SourceEvent.SourceKeyRotated;
import io.annals.contracts.source.SourceEvent.SourcePolicyChanged;
import io.annals.contracts.source.SourceEvent.SourceRenamed;
import io.annals.eventstore.Claim;
import io.annals.eventstore.Companion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A write key opens one source; the tracking API finds it by the key's hash. */
final class SourceCompanion implements Companion {

    private static final String SOURCE = "source";
    private static final String KEY = "source_key";
    private static final String SECRET = "hook_secret";

    @Override
    public List<Claim> claims(Object event) {
        if (!(event instanceof SourceEvent said)) {
            return List.of();
        }
        String id = said.sourceId();
        if (said instanceof SourceCreated created) {
            return List.of(
                    Claim.take(
                            SOURCE,
                            List.of("id", "name", "consent_policy", "created_at"),
                            List.of(id, created.name(), PolicyText.write(created.consentPolicy()), created.at())),
                    opens(created.writeKeyHash(), id));
        }
        if (said instanceof SourceRenamed renamed) {
            return List.of(changed(id, "name", renamed.name()));
        }
        if (said instanceof SourcePolicyChanged changed) {
            return List.of(changed(id, "consent_policy", PolicyText.write(changed.consentPolicy())));
        }
        if (said instanceof SourceCleaningChanged changed) {
            return List.of(changed(id, "cleaning", SettingsText.write(changed.cleaning())));
        }
        if (said instanceof SourceDisabled) {
            return List.of(changed(id, "enabled", false));
        }
        if (said instanceof SourceEnabled) {
            return List.of(changed(id, "enabled", true));
        }
        if (said instanceof SourceDeclarationChanged changed) {
            return List.of(changed(id, "declaration", SettingsText.write(changed.declaration())));
        }
        if (said instanceof SourceHookChanged changed) {
            return List.of(changed(id, "hook", SettingsText.write(changed.hook())));
        }
        return said instanceof SourceHookSecretRotated secret ? rotated(secret) : rotated((SourceKeyRotated) said);
    }

    private static List<Claim> rotated(SourceHookSecretRotated event) {
        List<Claim> claims = new ArrayList<>();
        claims.add(Claim.take(
                SECRET,
                List.of("id", "source_id", "sealed"),
                List.of(event.secretId(), event.sourceId(), event.sealed())));
        event.formerSecrets()
                .forEach((secret, ends) ->
                        claims.add(Claim.change(SECRET, List.of("id", "ends_at"), List.of(secret, ends))));
        return claims;
    }

    private static List<Claim> rotated(SourceKeyRotated event) {
        List<Claim> claims = new ArrayList<>();
        claims.add(opens(event.writeKeyHash(), event.sourceId()));
        event.formerKeys().forEach((hash, ends) -> claims.add(ends(hash, ends)));
        return claims;
    }

    private static Claim opens(String keyHash, String sourceId) {
        return Claim.take(KEY, List.of("hash", "source_id"), List.of(keyHash, sourceId));
    }

    private static Claim ends(String keyHash, Instant at) {
        return Claim.change(KEY, List.of("hash", "ends_at"), List.of(keyHash, at));
    }

    private static Claim changed(String sourceId, String column, Object value) {
        return Claim.change(SOURCE, List.of("id", column), List.of(sourceId, value));
    }
}
