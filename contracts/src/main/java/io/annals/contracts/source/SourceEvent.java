package io.annals.contracts.source;

import io.annals.contracts.EventName;
import java.time.Instant;
import java.util.Map;

/** Where behaviours come from. Nothing here is about a person. */
public sealed interface SourceEvent {

    String sourceId();

    /** The write key itself is shown once and never stored; {@code writeKeyHash} is its SHA-256 in hex. */
    @EventName("source-created")
    record SourceCreated(
            String sourceId, String name, ConsentPolicy consentPolicy, String writeKeyHash, String by, Instant at)
            implements SourceEvent {}

    @EventName("source-renamed")
    record SourceRenamed(String sourceId, String name, String by, Instant at) implements SourceEvent {}

    /** What people decided before stands; this is how consent reaches the source from now on. */
    @EventName("source-policy-changed")
    record SourcePolicyChanged(String sourceId, ConsentPolicy consentPolicy, String by, Instant at)
            implements SourceEvent {}

    /** What was stored before stands; this is what is left out from now on. */
    @EventName("source-cleaning-changed")
    record SourceCleaningChanged(String sourceId, CleaningSettings cleaning, String by, Instant at)
            implements SourceEvent {}

    /** Its keys open nothing until it is enabled. */
    @EventName("source-disabled")
    record SourceDisabled(String sourceId, String by, Instant at) implements SourceEvent {}

    @EventName("source-enabled")
    record SourceEnabled(String sourceId, String by, Instant at) implements SourceEvent {}

    /** @param formerKeys until when each key that still opened the source goes on doing so, by the key's hash */
    @EventName("source-key-rotated")
    record SourceKeyRotated(
            String sourceId, String writeKeyHash, Map<String, Instant> formerKeys, String by, Instant at)
            implements SourceEvent {}

    /** What was stored before stands; this is what may be said from now on. */
    @EventName("source-declaration-changed")
    record SourceDeclarationChanged(String sourceId, Declaration declaration, String by, Instant at)
            implements SourceEvent {}

    /** What a third party's webhooks become from now on. */
    @EventName("source-hook-changed")
    record SourceHookChanged(String sourceId, HookSettings hook, String by, Instant at) implements SourceEvent {}

    /**
     * @param sealed the secret under the source's own key, base64
     * @param formerSecrets until when each secret that was still believed goes on being so, by its id
     */
    @EventName("source-hook-secret-rotated")
    record SourceHookSecretRotated(
            String sourceId, String secretId, String sealed, Map<String, Instant> formerSecrets, String by, Instant at)
            implements SourceEvent {}
}
