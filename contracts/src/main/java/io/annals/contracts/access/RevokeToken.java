package io.annals.contracts.access;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** From then on the token opens nothing. */
public record RevokeToken(@TargetAggregateIdentifier String tokenId, String by, Instant at) {}
