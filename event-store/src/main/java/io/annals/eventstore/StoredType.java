package io.annals.eventstore;

/** A type outside the contracts that is stored under its {@link io.annals.contracts.EventName}, such as a snapshot. */
public record StoredType(Class<?> type) {}
