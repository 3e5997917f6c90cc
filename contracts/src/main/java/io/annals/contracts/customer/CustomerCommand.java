package io.annals.contracts.customer;

import io.annals.contracts.behavior.Behavior;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a customer. Time and ids arrive in the command; {@code at} is the instant of receipt, UTC. */
public sealed interface CustomerCommand {

    /**
     * Everything one request says about one customer. Consents are weighed first, then identifiers, traits and
     * behaviours are kept as far as those consents allow.
     *
     * @param identifiers that nobody has yet
     * @param together the names of each call, strongest first
     */
    record RecordBehaviors(
            @TargetAggregateIdentifier String customerId,
            String source,
            List<ConsentDecision> consents,
            List<Identifier> identifiers,
            List<List<Identifier>> together,
            List<TraitChange> traits,
            List<Behavior> behaviors,
            IdentityRules rules,
            Instant at)
            implements CustomerCommand {}

    /** Whether something that happened at {@code happened} may be kept of the customer; answers, and changes nothing. */
    record AskCollection(@TargetAggregateIdentifier String customerId, Instant happened, Instant at)
            implements CustomerCommand {}

    /** How every purpose stands that was ever decided on; answers with {@link Held}, and changes nothing. */
    record AskConsents(@TargetAggregateIdentifier String customerId, Instant at) implements CustomerCommand {}

    /**
     * @param granted false also for a grant that has lapsed
     * @param expires when a grant lapses, or lapsed
     */
    record Held(String purpose, boolean granted, Instant since, @Nullable Instant expires) {}

    record AskCorrection(@TargetAggregateIdentifier String customerId, String requestId, String wording, Instant at)
            implements CustomerCommand {}

    /** Creates the customer when there is none yet; {@code identifiers} are how the customer was named. */
    record GrantConsent(
            @TargetAggregateIdentifier String customerId,
            List<Identifier> identifiers,
            String purpose,
            Evidence evidence,
            Instant effectiveFrom,
            @Nullable Instant expires,
            Instant at,
            @Nullable String heardFrom)
            implements CustomerCommand {}

    record WithdrawConsent(
            @TargetAggregateIdentifier String customerId,
            String purpose,
            Evidence evidence,
            Instant effectiveFrom,
            Instant at,
            @Nullable String heardFrom)
            implements CustomerCommand {}

    /** Until when grants need a guardian's evidence; an instant that has passed takes the declaration back. */
    record DeclareMinor(@TargetAggregateIdentifier String customerId, Instant until, String by, Instant at)
            implements CustomerCommand {}

    /**
     * Writes the merge into both streams, and the later consent decision of each purpose into the other stream.
     *
     * @param actor who decided that the two are one, whatever the rules say and even if they were separated before
     * @param because the calls that named both; absent when an actor decided
     */
    record MergeCustomers(
            String root, String absorbed, String reason, @Nullable String actor, @Nullable Because because, Instant at)
            implements CustomerCommand {}

    /** @param together the names of each call, strongest first */
    record Because(List<List<Identifier>> together, String source, IdentityRules rules) {}

    /** Takes {@code absorbed}, with whomever it had absorbed itself, away from {@code root} again. */
    record UnmergeCustomers(String root, String absorbed, String reason, String actor, Instant at)
            implements CustomerCommand {}

    /**
     * Forgets the whole person: every stream connected with this one by merges. {@code requestId} is random and new;
     * where the person was erased before, the answer is the id of that request and nothing happens.
     */
    record EraseCustomer(String customerId, String requestId, ErasureEvent.Reason reason, String actor, Instant at)
            implements CustomerCommand {}

    /**
     * A consent state that came along with an event, or that a source's operator vouches for.
     *
     * @param expires when a grant lapses; {@code null} for never
     * @param heardFrom the stream of the same person it came to; absent for the one it came to itself
     */
    record ConsentDecision(
            String purpose,
            boolean granted,
            Evidence evidence,
            Instant at,
            @Nullable Instant expires,
            @Nullable String heardFrom) {}

    /** @param unlessKnown traits that count only as long as the customer's stream has none of that name */
    record TraitChange(Map<String, Object> traits, Map<String, Object> unlessKnown, String messageId, Instant at) {

        public TraitChange(Map<String, Object> traits, String messageId, Instant at) {
            this(traits, Map.of(), messageId, at);
        }
    }
}
