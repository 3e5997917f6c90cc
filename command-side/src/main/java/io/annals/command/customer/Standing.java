package io.annals.command.customer;

import io.annals.contracts.customer.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one purpose stands: the decision in force, and the stretches of time in which it was withdrawn.
 *
 * @param effectiveFrom from when the decision in force holds
 * @param decidedAt the latest instant any decision held from, assertions apart; a client's state must be later to count
 * @param everGranted before a first grant nothing of a person is kept, not even that something was refused
 * @param withdrawn one for each withdrawal, until the grant that ended it; not joined, because a grant that is recorded
 *     late ends only the withdrawals before it
 * @param heardFrom the stream of the same person the decision in force was made in; {@code null} for this one
 */
record Standing(
        boolean granted,
        Evidence evidence,
        Instant effectiveFrom,
        @Nullable Instant expires,
        Instant decidedAt,
        boolean everGranted,
        List<Interval> withdrawn,
        @Nullable String heardFrom) {

    /** From {@code from}, inclusive, to {@code to}, exclusive; open when {@code to} is absent. */
    record Interval(Instant from, @Nullable Instant to) {

        boolean contains(Instant instant) {
            return !instant.isBefore(from) && (to == null || instant.isBefore(to));
        }
    }

    boolean grantedAt(Instant instant) {
        return granted && !expiredAt(instant);
    }

    boolean expiredAt(Instant instant) {
        return expires != null && !instant.isBefore(expires);
    }

    boolean withdrawnAt(Instant instant) {
        return withdrawn.stream().anyMatch(interval -> interval.contains(instant));
    }

    static Standing after(@Nullable Standing before, Decision decision) {
        List<Interval> withdrawn = before == null ? List.of() : before.withdrawn;
        Instant at = decision.effectiveFrom();
        return new Standing(
                decision.granted(),
                decision.evidence(),
                at,
                decision.expires(),
                later(before, at),
                decision.granted() || (before != null && before.everGranted),
                decision.granted() ? closedAt(withdrawn, at) : openedAt(withdrawn, at),
                decision.heardFrom());
    }

    /** What a source only vouched for holds no later word back. */
    private static Instant later(@Nullable Standing before, Instant at) {
        if (before == null || before.evidence.origin() == Evidence.Origin.ASSERTED) {
            return at;
        }
        return before.decidedAt.isBefore(at) ? at : before.decidedAt;
    }

    private static List<Interval> closedAt(List<Interval> intervals, Instant at) {
        List<Interval> closed = new ArrayList<>();
        for (Interval interval : intervals) {
            if (!interval.contains(at)) {
                closed.add(interval);
                continue;
            }
            if (interval.from().isBefore(at)) {
                closed.add(new Interval(interval.from(), at));
            }
        }
        return List.copyOf(closed);
    }

    private static List<Interval> openedAt(List<Interval> intervals, Instant at) {
        List<Interval> opened = new ArrayList<>(intervals);
        opened.add(new Interval(at, null));
        return List.copyOf(opened);
    }
}
