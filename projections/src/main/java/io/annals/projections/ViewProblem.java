package io.annals.projections;

import io.annals.contracts.Problem;

/** What can be wrong with a request about the views themselves. */
public final class ViewProblem extends RuntimeException implements Problem {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    private ViewProblem(String code, int status, String detail) {
        super(detail);
        this.code = code;
        this.status = status;
    }

    static ViewProblem unknownView(String view) {
        return new ViewProblem("view-unknown", 404, "there is no view named " + view);
    }

    static ViewProblem noReplay(String view) {
        return new ViewProblem("replay-unknown", 404, view + " has not been replayed since this process started");
    }

    static ViewProblem replayRuns(String view) {
        return new ViewProblem(
                "replay-running", 409, "a replay of " + view + " is under way; abandon it before starting another");
    }

    static ViewProblem notDifferent(String view) {
        return new ViewProblem(
                "replay-not-different", 409, "only a replay of " + view + " that ended different waits for a word");
    }

    static ViewProblem writtenElsewhere(String view) {
        return new ViewProblem(
                "view-written-elsewhere",
                409,
                view + " is written by another process, or its engine is away; ask the process that writes it");
    }

    static ViewProblem notParked(String view, String stream) {
        return new ViewProblem("stream-not-parked", 404, view + " has not parked a stream " + stream);
    }

    static ViewProblem stillFailing(String view, String stream) {
        return new ViewProblem(
                "stream-still-failing", 409, "the stream " + stream + " failed again in " + view + " and stays parked");
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String detail() {
        return String.valueOf(getMessage());
    }
}
