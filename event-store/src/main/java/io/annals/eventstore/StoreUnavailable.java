package io.annals.eventstore;

/**
 * The log could not be reached, so it is not known whether the append became durable. Trying again is safe for whoever
 * claims what must be unique.
 */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailable(Throwable cause) {
        super("the event store cannot be reached: " + cause.getMessage(), cause);
    }
}
