package io.annals.eventstore.ledger;

import java.util.Locale;

/**
 * A place where the log or its ledger is not what was signed.
 *
 * @param from first position concerned; 0 when it concerns no position
 * @param to last position concerned, the same as {@code from} when it is known exactly
 */
public record Fault(Kind kind, long from, long to, String what) {

    /** What somebody did; {@code REWRITTEN} is any of the first five, done to the ledger's own nodes as well. */
    public enum Kind {
        EDITED,
        DELETED,
        INSERTED,
        REORDERED,
        TRUNCATED,
        REWRITTEN,
        /** The events are as they were signed, what the database keeps about them is not. */
        LEDGER,
        /** A statement held outside is missing, not signed as it should be, or not the next. */
        STATEMENT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Fault at(Kind kind, long position, String what) {
        return new Fault(kind, position, position, what);
    }
}
