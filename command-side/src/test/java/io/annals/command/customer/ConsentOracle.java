package io.annals.command.customer;

import io.annals.contracts.customer.Evidence.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What must never be kept, told from what arrived alone. It allows too much rather than repeat how consents are weighed. */
final class ConsentOracle {

    /** @param newest whether it held from an instant no earlier than any before it */
    private record Heard(
            Origin origin,
            boolean granted,
            Instant from,
            @Nullable Instant expires,
            @Nullable String guardian,
            boolean begun,
            boolean newest) {

        boolean explicit() {
            return origin == Origin.EXPLICIT;
        }

        boolean lapsedAt(Instant now) {
            return expires != null && !now.isBefore(expires);
        }
    }

    private final List<Heard> heard = new ArrayList<>();

    @Nullable
    private Instant minorUntil;

    /** When grants may last have been taken back for a minor; an older word comes too late to be the newest. */
    private Instant declared = Instant.EPOCH;

    /** @param begun whether anything was known of the customer; before, a refusal leaves no trace */
    void heard(
            Origin origin,
            boolean granted,
            Instant from,
            @Nullable Instant expires,
            @Nullable String guardian,
            boolean begun) {
        boolean newest = !from.isBefore(declared)
                && heard.stream().noneMatch(one -> one.from().isAfter(from));
        heard.add(new Heard(origin, granted, from, expires, guardian, begun, newest));
    }

    /** The last word was not taken. */
    void unheard() {
        heard.remove(heard.size() - 1);
    }

    void minorUntil(Instant until, Instant now) {
        minorUntil = until;
        declared = now;
    }

    boolean isMinorAt(Instant now) {
        return minorUntil != null && now.isBefore(minorUntil);
    }

    /** Why something of {@code time} must not be kept at {@code now}; {@code null} when it may be. */
    @Nullable
    String objection(Instant time, Instant now) {
        if (none(one -> one.granted() && !one.lapsedAt(now) && (!isMinorAt(now) || one.guardian() != null))) {
            return "nobody has allowed it, or not for so long, or not for a minor";
        }
        Heard said = latest(Heard::explicit);
        if (said != null && !said.granted()) {
            return "the customer's own last word is no";
        }
        Heard last = last(one -> one.origin() != Origin.ASSERTED);
        if (last != null && !last.granted() && last.begun() && strictlyNewest(last)) {
            return "the client's last word is no, and nothing is newer";
        }
        for (Heard withdrawal : heard) {
            if (withdrawal.explicit()
                    && !withdrawal.granted()
                    && withdrawal.newest()
                    && !withdrawal.from().isAfter(time)
                    && none(grant -> grant.explicit()
                            && grant.granted()
                            && !grant.from().isBefore(withdrawal.from())
                            && !grant.from().isAfter(time))) {
                return "it happened while the customer said no";
            }
        }
        return null;
    }

    private boolean none(Predicate<Heard> which) {
        return heard.stream().noneMatch(which);
    }

    /** The one that holds from the latest instant; of several, the one that came last. */
    private @Nullable Heard latest(Predicate<Heard> which) {
        Heard latest = null;
        for (Heard one : heard) {
            if (which.test(one) && (latest == null || !one.from().isBefore(latest.from()))) {
                latest = one;
            }
        }
        return latest;
    }

    private @Nullable Heard last(Predicate<Heard> which) {
        return heard.stream().filter(which).reduce((one, other) -> other).orElse(null);
    }

    private boolean strictlyNewest(Heard one) {
        return heard.stream().allMatch(other -> other == one || other.from().isBefore(one.from()));
    }

    @Override
    public String toString() {
        return heard + ", a minor until " + minorUntil;
    }
}
