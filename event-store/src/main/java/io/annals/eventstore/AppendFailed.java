package io.annals.eventstore;

import java.sql.SQLException;

/** The database refused one append and nothing else; the cause says why. */
final class AppendFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AppendFailed(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
