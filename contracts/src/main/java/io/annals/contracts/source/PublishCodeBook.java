package io.annals.contracts.source;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** @param book with the version after the one it was made from */
public record PublishCodeBook(@TargetAggregateIdentifier String bookId, CodeBook book, String by, Instant at) {}
