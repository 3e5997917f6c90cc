package io.annals.eventstore;

/** Keeps something of customers in memory. Told in every process, by the log, when a customer was erased. */
public interface Remembering {

    void forget(String customer);
}
