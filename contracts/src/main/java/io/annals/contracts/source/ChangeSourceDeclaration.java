package io.annals.contracts.source;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

public record ChangeSourceDeclaration(
        @TargetAggregateIdentifier String sourceId, Declaration declaration, String by, Instant at) {}
