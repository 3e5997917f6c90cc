package io.annals.contracts.customer;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** @param terms of the version after the one they were made from; any other is refused */
public record PublishConsentTerms(
        @TargetAggregateIdentifier String termsId, ConsentTerms terms, String by, Instant at) {}
