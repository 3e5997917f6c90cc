package io.annals.command.rehearsal;

import io.annals.contracts.customer.IdentityRules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a rehearsal is going, and what it found.
 *
 * @param position how far it has read; @param target the head of the log when it began
 * @param outcome once it is done
 * @param note why it failed
 */
public record Report(
        State state,
        long position,
        long target,
        Instant startedAt,
        IdentityRules rules,
        @Nullable Outcome outcome,
        @Nullable String note) {

    /** As it is written in JSON. */
    public enum State {
        rehearsing,
        done,
        failed
    }

    /**
     * What is now, against what would be if these rules had held from the first event on.
     *
     * @param rulesInForce the version they are compared with, in force when the rehearsal began
     * @param identifiers different ones in the log
     * @param mergesGained how often two who are two now would be one
     * @param mergesLost how often one who is one now would be two
     * @param gained examples of those; @param lost likewise
     * @param blocked different names that would stand for nobody, by type
     * @param limitsReached how often a name or a customer would have been left out, by the type that was full
     * @param separationsUndone how often two whom somebody separated would be one by a name of both
     */
    public record Outcome(
            int rulesInForce,
            long identifiers,
            long customersNow,
            long customersThen,
            long mergesGained,
            long mergesLost,
            List<Example> gained,
            List<Example> lost,
            Map<String, Integer> blocked,
            List<Example> blockedExamples,
            Map<String, Integer> limitsReached,
            List<Example> limitExamples,
            int separationsUndone) {}

    /** The event that causes it, and the names in it, masked. */
    public record Example(long position, String event, List<Name> names) {}

    public record Name(String type, String value) {}
}
