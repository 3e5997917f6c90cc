package io.annals.contracts.source;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Changes what is given, all of it or nothing; what is {@code null} stays. */
public record ReviseSource(
        @TargetAggregateIdentifier String sourceId,
        @Nullable String name,
        @Nullable ConsentPolicy consentPolicy,
        @Nullable Boolean enabled,
        String by,
        Instant at) {}
