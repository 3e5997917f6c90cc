package io.annals.eventstore.ledger;

/** What is stored does not fit together; nothing is signed until somebody has looked. The message is for people. */
public final class LedgerBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LedgerBroken(String what) {
        super("The ledger stands still: " + what);
    }
}
