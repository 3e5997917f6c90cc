package io.annals.contracts.source;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Gives a source a new key. The caller mints it, and passes its hash.
 *
 * @param formerKeysUntil no key the source had opens it after this
 */
public record RotateSourceKey(
        @TargetAggregateIdentifier String sourceId,
        String writeKeyHash,
        Instant formerKeysUntil,
        String by,
        Instant at) {}
