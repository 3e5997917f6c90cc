package io.annals.eventstore;

/** Somebody else holds the row an append wanted. Nothing of the append was stored: resolve again, and retry. */
public final class ClaimLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String table;

    ClaimLost(Claim claim) {
        super("a row of " + claim.table() + " belongs to somebody else already");
        this.table = claim.table();
    }

    public String table() {
        return table;
    }
}
