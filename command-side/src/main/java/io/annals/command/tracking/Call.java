package io.annals.command.tracking;

import io.annals.command.cleaning.Candidate;
import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.customer.CustomerCommand.TraitChange;
import io.annals.contracts.customer.Identifier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of the tracking API, clean.
 *
 * @param index its place in the request
 * @param minted whether the message id is ours; such a one cannot be a repetition
 * @param identifiers strongest first, never empty, nobody's names left out
 * @param traits of an identify call
 * @param behavior of every other call that says what somebody did; an alias says nothing but who is who
 * @param consents the client's consent state by category, when it sent one
 * @param candidate what cleaning rules see of it
 */
record Call(
        int index,
        String kind,
        String messageId,
        boolean minted,
        List<Identifier> identifiers,
        @Nullable TraitChange traits,
        @Nullable Behavior behavior,
        Map<String, Boolean> consents,
        Instant at,
        Candidate candidate) {

    /** Says nothing but who is who. */
    static Call naming(List<Identifier> identifiers) {
        Instant never = Instant.EPOCH;
        Candidate nothing =
                new Candidate("alias", "", identifiers, Map.of(), Map.of(), never, null, never, never, null);
        return new Call(0, "alias", "", true, identifiers, null, null, Map.of(), never, nothing);
    }

    /** Let out of quarantine: the rule that dropped it is not asked again. */
    Call released(String rule) {
        return new Call(
                index, kind, messageId, minted, identifiers, traits, behavior, consents, at, candidate.released(rule));
    }

    @Nullable
    Identifier user() {
        Identifier strongest = identifiers.get(0);
        return strongest.type().equals(Identifier.USER_ID) ? strongest : null;
    }
}
