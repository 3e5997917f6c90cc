package io.annals.projections;

import io.annals.contracts.Problem;

/** The store of a view does not answer, or not now: nothing is wrong with any event, and trying again is right. */
public final class EngineDown extends RuntimeException implements Problem {

    private static final long serialVersionUID = 1L;

    public EngineDown(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String code() {
        return "engine-down";
    }

    @Override
    public int status() {
        return 503;
    }

    @Override
    public String detail() {
        return getMessage() + "; nothing was lost, try again";
    }
}
