package io.annals.contracts.source;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

public record ChangeSourceCleaning(
        @TargetAggregateIdentifier String sourceId, CleaningSettings cleaning, String by, Instant at) {}
