package io.annals.contracts.access;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The caller mints the token and passes its hash. */
public record IssueToken(
        @TargetAggregateIdentifier String tokenId, String name, Role role, String tokenHash, Instant at) {}
