package io.annals.contracts.access;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The caller mints the token and passes its hash. */
public record IssueToken(
        @TargetAggregateIdentifier String tokenId,
        String name,
        Role role,
        String tokenHash,
        @Nullable Instant expires,
        String by,
        Instant at) {}
