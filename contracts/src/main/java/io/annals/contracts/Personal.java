package io.annals.contracts;

/** An event about a person: its whole payload is encrypted under that person's key. */
public interface Personal {

    /** The key that seals this event; a function of the event alone, so that every process finds the same one. */
    KeyScope keyScope();
}
