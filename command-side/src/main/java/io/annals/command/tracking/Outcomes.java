package io.annals.command.tracking;

import io.annals.command.cleaning.Objection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each item of a request; written by the request's own thread alone. */
final class Outcomes {

    enum Status {
        STORED,
        DUPLICATE,
        REFUSED,
        REJECTED,
        /** Right in itself, and left out by a cleaning rule. */
        DROPPED
    }

    /**
     * @param call absent when the item was not one
     * @param detail for an operator who may look at the item; absent when nothing may be kept of it
     */
    record Outcome(Status status, String kind, @Nullable Call call, @Nullable String code, @Nullable String detail) {

        private static Outcome of(Call call, Status status, @Nullable String code) {
            return new Outcome(status, call.kind(), call, code, null);
        }

        /** Whether an operator may look at the item. */
        boolean held() {
            return status == Status.REJECTED || (status == Status.DROPPED && detail != null);
        }

        @Nullable
        String messageId() {
            return call == null ? null : call.messageId();
        }
    }

    private final @Nullable Outcome[] outcomes;

    Outcomes(int items) {
        this.outcomes = new @Nullable Outcome[items];
    }

    void rejected(int index, String kind, Rejected why) {
        outcomes[index] = new Outcome(Status.REJECTED, kind, null, why.code(), why.detail());
    }

    void duplicate(Call call) {
        outcomes[call.index()] = Outcome.of(call, Status.DUPLICATE, null);
    }

    void refused(Call call, String reason) {
        outcomes[call.index()] = Outcome.of(call, Status.REFUSED, reason);
    }

    void dropped(Call call, Objection objection) {
        outcomes[call.index()] = new Outcome(Status.DROPPED, call.kind(), call, objection.rule(), objection.why());
    }

    /** Dropped, and only counted: its person did not allow that it is held. */
    void droppedForGood(Call call, String rule) {
        outcomes[call.index()] = Outcome.of(call, Status.DROPPED, rule);
    }

    /** Said more than its source declared, or something else; nothing of it is held. */
    void undeclared(int index, String kind) {
        outcomes[index] = new Outcome(Status.DROPPED, kind, null, "undeclared", null);
    }

    void stored(Call call) {
        outcomes[call.index()] = Outcome.of(call, Status.STORED, null);
    }

    boolean settled(Call call) {
        return outcomes[call.index()] != null;
    }

    @Nullable
    Outcome at(int index) {
        return outcomes[index];
    }

    /** What is settled. */
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
