package io.annals.contracts.source;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

public record ChangeSourceHook(@TargetAggregateIdentifier String sourceId, HookSettings hook, String by, Instant at) {}
