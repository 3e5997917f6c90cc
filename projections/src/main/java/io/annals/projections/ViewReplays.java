package io.annals.projections;

import io.annals.contracts.view.Replay;

/** Rebuilds views while they serve. Only in a process that writes them. Each method throws {@link ViewProblem}. */
public interface ViewReplays {

    /** Starts to fold a new generation from the first event on, beside the one that serves. */
    Replay start(String view);

    /** The replay under way, or the last one since this process started. */
    Replay current(String view);

    /** Lets the different generation serve. */
    Replay accept(String view);

    /** Drops the new generation. */
    Replay abandon(String view);

    /** Folds a parked stream afresh, and returns once it is no longer parked. */
    void retry(String view, String stream);
}
