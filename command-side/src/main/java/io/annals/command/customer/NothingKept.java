package io.annals.command.customer;

/** Somebody unknown without a grant of collection: there is no stream, and none is begun. */
public final class NothingKept extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NothingKept() {
        super("collection was not granted", null, false, false);
    }
}
