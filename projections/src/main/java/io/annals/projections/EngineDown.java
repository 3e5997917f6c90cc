package io.annals.projections;

/** The store of a view does not answer, or not now: nothing is wrong with any event, and trying again is right. */
public final class EngineDown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EngineDown(String message, Throwable cause) {
        super(message, cause);
    }
}
