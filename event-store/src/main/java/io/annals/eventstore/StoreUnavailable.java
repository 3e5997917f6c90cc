package io.annals.eventstore;

import java.sql.SQLException;

/**
 * The log could not be reached, so it is not known whether the append became durable. Trying again is safe for whoever
 * claims what must be unique.
 */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** PostgreSQL's code for it. */
    private static final String DISK_FULL = "53100";

    public StoreUnavailable(Throwable cause) {
        super("the event store cannot be reached: " + cause.getMessage(), cause);
    }

    /** It was reached, and has no room for more. */
    public boolean diskFull() {
        return getCause() instanceof SQLException failure && DISK_FULL.equals(failure.getSQLState());
    }
}
