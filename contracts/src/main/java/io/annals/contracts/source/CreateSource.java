package io.annals.contracts.source;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The caller mints the ids and the key, and passes the key's hash. */
public record CreateSource(
        @TargetAggregateIdentifier String sourceId,
        String name,
        ConsentPolicy consentPolicy,
        String writeKeyHash,
        String by,
        Instant at) {}
