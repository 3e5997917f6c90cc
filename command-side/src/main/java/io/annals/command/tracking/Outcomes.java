package io.annals.command.tracking;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each item of a request; written by the request's own thread alone. */
final class Outcomes {

    enum Status {
        STORED,
        DUPLICATE,
        REFUSED,
        REJECTED
    }

    record Outcome(Status status, @Nullable String messageId, @Nullable String code, @Nullable String detail) {}

    private final @Nullable Outcome[] outcomes;

    Outcomes(int items) {
        this.outcomes = new @Nullable Outcome[items];
    }

    void rejected(int index, Rejected why) {
        outcomes[index] = new Outcome(Status.REJECTED, null, why.code(), why.detail());
    }

    void duplicate(Call call) {
        outcomes[call.index()] = new Outcome(Status.DUPLICATE, call.messageId(), null, null);
    }

    void refused(Call call, String reason) {
        outcomes[call.index()] = new Outcome(Status.REFUSED, call.messageId(), reason, null);
    }

    void stored(Call call) {
        outcomes[call.index()] = new Outcome(Status.STORED, call.messageId(), null, null);
    }

    boolean settled(Call call) {
        return outcomes[call.index()] != null;
    }

    /** For the answer to a verbose request. */
    List<Outcome> inOrder() {
        List<Outcome> ordered = new ArrayList<>(outcomes.length);
        for (Outcome outcome : outcomes) {
            if (outcome != null) {
                ordered.add(outcome);
            }
        }
        return ordered;
    }
}
