package io.annals.eventstore;

import java.util.List;

/**
 * Derives the rows that must become durable in the same commit as an event. They are a function of the event alone, so
 * that such a table can be rebuilt from the log.
 */
public interface Companion {

    /** The rows that go with {@code event}; empty for an event this companion does not care for. */
    List<Claim> claims(Object event);
}
