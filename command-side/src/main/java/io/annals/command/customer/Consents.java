package io.annals.command.customer;

import static io.annals.contracts.customer.Evidence.Origin.ASSERTED;
import static io.annals.contracts.customer.Evidence.Origin.EXPLICIT;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a customer allowed, purpose by purpose, and which decision wins over which. */
final class Consents {

    private Map<String, Standing> standings = new TreeMap<>();

    /** Without what was heard from other streams of the same person; {@code null} as long as nothing was. */
    @Nullable
    private Map<String, Standing> own;

    /**
     * Whether {@code next} says something new.
     *
     * <p>An explicit withdrawal yields to an explicit grant alone; what a source asserts yields to everything; what a
     * client reports counts when it is later than the last decision.
     */
    boolean changedBy(Decision next, Instant now) {
        return changedBy(standings.get(next.purpose()), next, now);
    }

    /** Whether {@code next} would say something new if this stream had heard of no other. */
    boolean changedByItself(Decision next, Instant now) {
        return own != null && next.heardFrom() == null && changedBy(own.get(next.purpose()), next, now);
    }

    private static boolean changedBy(@Nullable Standing last, Decision next, Instant now) {
        if (last == null) {
            return true;
        }
        // To take back what has lapsed is news: a client's later state must not grant it again.
        boolean holds = next.granted() ? last.grantedAt(now) : last.granted();
        if (holds == next.granted()) {
            return confirmedBetter(last, next);
        }
        return switch (next.origin()) {
            case ASSERTED -> false;
            case CLIENT -> next.effectiveFrom().isAfter(last.decidedAt()) && !explicitlyWithdrawn(last);
            case EXPLICIT -> overruledExplicitly(last, next);
        };
    }

    /** Why something of {@code time} may not be kept or used at {@code now}; {@code null} when it may. */
    @Nullable
    String refusal(String purpose, Instant time, Instant now) {
        Standing standing = standings.get(purpose);
        if (standing == null) {
            return Refusal.MISSING;
        }
        if (!standing.granted()) {
            return Refusal.WITHDRAWN;
        }
        if (standing.expiredAt(now)) {
            return Refusal.EXPIRED;
        }
        return standing.withdrawnAt(time) ? Refusal.WITHDRAWN_THEN : null;
    }

    boolean granted(String purpose, Instant now) {
        Standing standing = standings.get(purpose);
        return standing != null && standing.grantedAt(now);
    }

    boolean everGranted(String purpose) {
        Standing standing = standings.get(purpose);
        return standing != null && standing.everGranted();
    }

    /** Purposes that were granted without a guardian, also where that is only known again after a separation. */
    Set<String> unguarded() {
        Set<String> purposes = new TreeSet<>();
        Stream.of(standings, own == null ? Map.<String, Standing>of() : own)
                .flatMap(known -> known.entrySet().stream())
                .filter(entry -> entry.getValue().granted()
                        && entry.getValue().evidence().guardian() == null)
                .forEach(entry -> purposes.add(entry.getKey()));
        return purposes;
    }

    void take(Decision decision) {
        if (decision.heardFrom() != null && own == null) {
            own = new TreeMap<>(standings);
        }
        if (decision.heardFrom() == null && own != null) {
            put(own, decision);
        }
        put(standings, decision);
    }

    /** What was only heard from another stream no longer holds. */
    void forgetHeard() {
        if (own != null) {
            standings = own;
            own = null;
        }
    }

    private static void put(Map<String, Standing> standings, Decision decision) {
        standings.put(decision.purpose(), Standing.after(standings.get(decision.purpose()), decision));
    }

    /** The decisions in force, withdrawals first: where two fall on one instant, the withdrawal is the safe one. */
    List<Decision> inForce() {
        return standings.entrySet().stream()
                .map(entry -> decision(entry.getKey(), entry.getValue()))
                .sorted((one, other) -> Boolean.compare(one.granted(), other.granted()))
                .toList();
    }

    @Nullable
    Decision inForce(String purpose) {
        Standing standing = standings.get(purpose);
        return standing == null ? null : decision(purpose, standing);
    }

    private static Decision decision(String purpose, Standing standing) {
        return new Decision(
                purpose,
                standing.granted(),
                standing.evidence(),
                standing.effectiveFrom(),
                standing.expires(),
                standing.heardFrom());
    }

    /**
     * The same state once more is news with better evidence, with another end, or as a later deliberate word: what was
     * decided between the two and recorded late must not undo it.
     */
    private static boolean confirmedBetter(Standing last, Decision next) {
        if (next.origin().compareTo(last.evidence().origin()) < 0) {
            return true;
        }
        if (next.origin() != EXPLICIT || next.effectiveFrom().isBefore(last.decidedAt())) {
            return false;
        }
        return next.effectiveFrom().isAfter(last.decidedAt()) || !Objects.equals(last.expires(), next.expires());
    }

    private static boolean explicitlyWithdrawn(Standing last) {
        return !last.granted() && last.evidence().origin() == EXPLICIT;
    }

    /** A late record of an old decision does not undo a newer deliberate one. */
    private static boolean overruledExplicitly(Standing last, Decision next) {
        if (last.evidence().origin() == ASSERTED) {
            return true;
        }
        if (next.granted()) {
            return !next.effectiveFrom().isBefore(last.decidedAt());
        }
        // A client's later word does not protect an explicit grant from an explicit withdrawal after it.
        return last.evidence().origin() != EXPLICIT || !next.effectiveFrom().isBefore(last.effectiveFrom());
    }
}
