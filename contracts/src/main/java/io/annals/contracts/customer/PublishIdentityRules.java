package io.annals.contracts.customer;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** @param rules of the version after the one they were made from; any other is refused */
public record PublishIdentityRules(
        @TargetAggregateIdentifier String rulesId, IdentityRules rules, String by, Instant at) {}
