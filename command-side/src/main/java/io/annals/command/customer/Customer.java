package io.annals.command.customer;

import static io.annals.contracts.customer.Purpose.COLLECTION;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.annals.command.CommandProblem.Conflict;
import io.annals.contracts.EventName;
import io.annals.contracts.KeyScope;
import io.annals.contracts.Personal;
import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorsRefused;
import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.contracts.customer.ConsentEvent.ConsentWithdrawn;
import io.annals.contracts.customer.CorrectionEvent.CorrectionAsked;
import io.annals.contracts.customer.CustomerCommand.AskCollection;
import io.annals.contracts.customer.CustomerCommand.AskConsents;
import io.annals.contracts.customer.CustomerCommand.AskCorrection;
import io.annals.contracts.customer.CustomerCommand.ConsentDecision;
import io.annals.contracts.customer.CustomerCommand.DeclareMinor;
import io.annals.contracts.customer.CustomerCommand.GrantConsent;
import io.annals.contracts.customer.CustomerCommand.Held;
import io.annals.contracts.customer.CustomerCommand.RecordBehaviors;
import io.annals.contracts.customer.CustomerCommand.TraitChange;
import io.annals.contracts.customer.CustomerCommand.WithdrawConsent;
import io.annals.contracts.customer.ErasureEvent.CustomerErased;
import io.annals.contracts.customer.Evidence;
import io.annals.contracts.customer.Evidence.Origin;
import io.annals.contracts.customer.GuardianshipEvent.MinorDeclared;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityEvent;
import io.annals.contracts.customer.IdentityEvent.CustomersMerged;
import io.annals.contracts.customer.IdentityEvent.CustomersUnmerged;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import io.annals.contracts.customer.IdentityEvent.IdentifierLimitReached;
import io.annals.contracts.customer.IdentityEvent.IdentifiersLinked;
import io.annals.contracts.customer.IdentityEvent.TraitsChanged;
import io.annals.contracts.customer.IdentityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * One customer, as far as decisions need to know them: what they allowed, what they are called, what their traits looked
 * like last. Behaviours pass through and leave nothing here, so a long history never slows a command.
 */
@Aggregate(type = "customer", cache = "customers", snapshotTriggerDefinition = "everyTwoHundredEvents")
@EventName("customer-snapshot")
class Customer implements Personal {

    @AggregateIdentifier
    private String customerId;

    // Not final, here and within: a snapshot is read back into the fields.
    private Consents consents = new Consents();
    private Names names = new Names();
    private Traits traits = new Traits();

    /** The request this customer was erased by: nothing else is known, and nothing is taken any more. */
    @Nullable
    private String erasedBy;

    /** Until when a guardian decides. */
    @Nullable
    private Instant minorUntil;

    Customer() {}

    @Override
    public KeyScope keyScope() {
        return KeyScope.core(customerId);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Recorded decide(RecordBehaviors command) {
        expectNotErased();
        boolean begins = unknown();
        if (begins && !wouldAllowCollection(command)) {
            throw new NothingKept();
        }
        expectNamesToFit(command.identifiers());

        List<ConsentDecision> tellOthers = weighConsents(command);
        Map<String, String> refused = new LinkedHashMap<>();
        for (TraitChange change : command.traits()) {
            String reason = consents.refusal(COLLECTION, change.at(), command.at());
            if (reason != null) {
                refused.put(change.messageId(), reason);
                continue;
            }
            changeTraits(change, command);
        }
        for (Behavior behavior : command.behaviors()) {
            String reason = consents.refusal(COLLECTION, behavior.at(), command.at());
            if (reason != null) {
                refused.put(behavior.messageId(), reason);
                continue;
            }
            apply(new BehaviorRecorded(command.customerId(), behavior));
        }
        if (begins || (consents.granted(COLLECTION, command.at()) && somethingIsKept(command, refused))) {
            command.together().stream()
                    .filter(names -> !this.names.tellsOf(names))
                    .forEach(names -> note(new IdentifiersLinked(
                            command.customerId(), names, command.rules().version(), command.source(), command.at())));
            attach(
                    command.identifiers(),
                    command.customerId(),
                    command.source(),
                    command.rules(),
                    firstSeen(command),
                    command.at());
        }
        if (!refused.isEmpty()) {
            noteRefusals(refused, command);
        }
        return refused.isEmpty() && tellOthers.isEmpty() ? Recorded.WHOLE : new Recorded(refused, tellOthers);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean decide(GrantConsent command) {
        expectNotErased();
        Decision decision = Decision.of(command);
        if (decision.origin() == Origin.EXPLICIT && lacksGuardian(decision, command.at())) {
            throw new Conflict(
                    "guardian-missing", "This customer is a minor: evidence.guardian says who agreed for them.");
        }
        weigh(decision, command.customerId(), command.at());
        attach(
                command.identifiers(),
                command.customerId(),
                command.evidence().actor(),
                IdentityRules.DEFAULTS,
                command.effectiveFrom(),
                command.at());
        return consents.granted(command.purpose(), command.at());
    }

    @CommandHandler
    boolean decide(WithdrawConsent command) {
        expectNotErased();
        weigh(Decision.of(command), customerId, command.at());
        return consents.granted(command.purpose(), command.at());
    }

    @CommandHandler
    void decide(DeclareMinor command) {
        expectNotErased();
        protect(command.until(), command.by(), command.at());
    }

    @CommandHandler
    List<Held> decide(AskConsents command) {
        return consents.inForce().stream()
                .map(one -> new Held(
                        one.purpose(),
                        consents.granted(one.purpose(), command.at()),
                        one.effectiveFrom(),
                        one.expires()))
                .toList();
    }

    @CommandHandler
    void decide(AskCorrection command) {
        expectNotErased();
        apply(new CorrectionAsked(customerId, command.requestId(), command.wording(), command.at()));
    }

    @CommandHandler
    boolean decide(AskCollection command) {
        return consents.refusal(COLLECTION, command.happened(), command.at()) == null;
    }

    /** Whether the two are one person, as far as this side can see; both sides must agree before anything is written. */
    boolean mayMergeWith(Customer other, Instant at) {
        expectNotErased();
        other.expectNotErased();
        if (names.belongsToAnother() || other.names.belongsToAnother()) {
            throw new ResolveAgain("one of the two has been merged since");
        }
        String mine = names.userId();
        String theirs = other.names.userId();
        if (theirs != null && mine == null) {
            throw new ResolveAgain("the root would not be the one with a user id");
        }
        if (mine != null && theirs != null) {
            throw new ResolveAgain("both have a user id of their own");
        }
        return names.mayAbsorbMore() && consents.granted(COLLECTION, at) && other.consents.granted(COLLECTION, at);
    }

    @Nullable
    Instant minorUntil() {
        return minorUntil;
    }

    /** What no guardian agreed to is taken back. */
    void protect(Instant until, String by, Instant at) {
        if (until.equals(minorUntil)) {
            return;
        }
        apply(new MinorDeclared(customerId, until, by, at));
        if (!at.isBefore(until)) {
            return;
        }
        Evidence evidence = new Evidence(Origin.EXPLICIT, by, Evidence.GUARDIAN_UNKNOWN, null);
        for (String purpose : consents.unguarded()) {
            apply(new ConsentWithdrawn(customerId, purpose, evidence, at, at, null));
        }
    }

    @Nullable
    String erasedBy() {
        return erasedBy;
    }

    void erase(String requestId, Instant at) {
        apply(new CustomerErased(customerId, requestId, at));
    }

    void note(IdentityEvent event) {
        apply(event);
    }

    /** How many names of each type this stream has. */
    Map<String, Integer> nameCounts() {
        return names.counts();
    }

    /** Said once, not with every call. */
    void exclude(IdentifierLimitReached event) {
        if (!names.knowsToExclude(event.identifier(), event.other())) {
            apply(event);
        }
    }

    /** The streams one step away in the tree of merges. */
    Set<String> relatives() {
        return names.relatives();
    }

    boolean belongsToAnother() {
        return names.belongsToAnother();
    }

    boolean absorbedBy(String customer) {
        return names.absorbedBy(customer);
    }

    /** Streams somebody said to be another person's. */
    Set<String> strangers() {
        return names.strangers();
    }

    List<Decision> consentsInForce() {
        return consents.inForce();
    }

    /** Takes over what another stream of the same person knows better. */
    void hear(List<Decision> decisions, Instant at) {
        for (Decision decision : decisions) {
            weigh(decision, customerId, at);
        }
    }

    @EventSourcingHandler
    void evolve(ConsentGranted event) {
        customerId = event.customerId();
        consents.take(Decision.of(event));
    }

    @EventSourcingHandler
    void evolve(ConsentWithdrawn event) {
        customerId = event.customerId();
        consents.take(Decision.of(event));
    }

    @EventSourcingHandler
    void evolve(MinorDeclared event) {
        minorUntil = event.until();
    }

    @EventSourcingHandler
    void evolve(IdentifierAttached event) {
        names.attach(event.identifier());
    }

    @EventSourcingHandler
    void evolve(IdentifiersLinked event) {
        names.link(event.identifiers());
    }

    @EventSourcingHandler
    void evolve(IdentifierLimitReached event) {
        names.exclude(event.identifier(), event.other());
    }

    @EventSourcingHandler
    void evolve(TraitsChanged event) {
        traits.take(event.traits(), event.at());
    }

    @EventSourcingHandler
    void evolve(CustomersMerged event) {
        if (event.absorbed().equals(event.customerId())) {
            names.belongTo(event.root());
            return;
        }
        names.absorb(event.absorbed());
    }

    @EventSourcingHandler
    void evolve(CustomersUnmerged event) {
        consents.forgetHeard();
        if (event.absorbed().equals(event.customerId())) {
            names.leave(event.root());
        }
        if (event.root().equals(event.customerId())) {
            names.release(event.absorbed());
        }
    }

    @EventSourcingHandler
    void evolve(CustomerErased event) {
        customerId = event.customerId();
        erasedBy = event.requestId();
        consents = new Consents();
        names = new Names();
        traits = new Traits();
        minorUntil = null;
    }

    /** The names that led here lead nowhere now, or to somebody new. */
    private void expectNotErased() {
        if (erasedBy != null) {
            throw new ResolveAgain("this customer was erased");
        }
    }

    /** Axon makes the object before it asks the handler; it has an id once its first event has happened. */
    @SuppressWarnings("NullAway")
    private boolean unknown() {
        return customerId == null;
    }

    private boolean wouldAllowCollection(RecordBehaviors command) {
        Consents trial = new Consents();
        for (Decision decision : inOrder(command.consents())) {
            if (trial.changedBy(decision, command.at())) {
                trial.take(decision);
            }
        }
        return trial.granted(COLLECTION, command.at());
    }

    /** A user id is the person's, so it belongs to their root, and is one for ever. */
    private void expectNamesToFit(List<Identifier> identifiers) {
        for (Identifier identifier : identifiers) {
            if (!identifier.type().equals(Identifier.USER_ID) || names.has(identifier)) {
                continue;
            }
            if (names.belongsToAnother()) {
                throw new ResolveAgain("this stream was merged into another");
            }
            if (names.userId() != null) {
                throw new ResolveAgain("this customer has a user id already");
            }
        }
    }

    private List<ConsentDecision> weighConsents(RecordBehaviors command) {
        List<ConsentDecision> tellOthers = new ArrayList<>();
        for (Decision decision : inOrder(command.consents())) {
            boolean news = weigh(decision, command.customerId(), command.at());
            if (news && (names.hasAbsorbed() || names.belongsToAnother())) {
                tellOthers.add(new ConsentDecision(
                        decision.purpose(),
                        decision.granted(),
                        decision.evidence(),
                        decision.effectiveFrom(),
                        decision.expires(),
                        command.customerId()));
            }
        }
        return tellOthers;
    }

    private static List<Decision> inOrder(List<ConsentDecision> decisions) {
        if (decisions.isEmpty()) {
            return List.of();
        }
        return decisions.stream()
                .sorted(Comparator.comparing(ConsentDecision::at))
                .map(Decision::of)
                .toList();
    }

    private void changeTraits(TraitChange change, RecordBehaviors command) {
        Map<String, Object> news = traits.news(change.traits(), change.at());
        news.putAll(traits.unknown(change.unlessKnown()));
        if (!news.isEmpty()) {
            apply(new TraitsChanged(
                    command.customerId(), news, change.messageId(), command.source(), change.at(), command.at()));
        }
    }

    /** A name is as old as the first thing that came under it, or the past would know behaviours of nobody. */
    private static Instant firstSeen(RecordBehaviors command) {
        return Stream.concat(
                        command.traits().stream().map(TraitChange::at),
                        command.behaviors().stream().map(Behavior::at))
                .min(Comparator.naturalOrder())
                .orElse(command.at());
    }

    private static boolean somethingIsKept(RecordBehaviors command, Map<String, String> refused) {
        int calls = command.traits().size() + command.behaviors().size();
        return calls == 0 || refused.size() < calls;
    }

    private void noteRefusals(Map<String, String> refused, RecordBehaviors command) {
        if (!consents.everGranted(COLLECTION)) {
            return;
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        refused.values().forEach(reason -> counts.merge(reason, 1, Integer::sum));
        counts.forEach((reason, count) -> apply(
                new BehaviorsRefused(command.customerId(), COLLECTION, reason, count, command.source(), command.at())));
    }

    private void attach(
            List<Identifier> identifiers,
            String customer,
            String source,
            IdentityRules rules,
            Instant firstSeen,
            Instant at) {
        for (Identifier identifier : identifiers) {
            if (names.has(identifier)) {
                continue;
            }
            if (names.roomFor(identifier, rules)) {
                apply(new IdentifierAttached(customer, identifier, source, firstSeen));
                continue;
            }
            exclude(new IdentifierLimitReached(
                    customer,
                    identifier.type(),
                    rules.limit(identifier.type()),
                    identifier,
                    null,
                    rules.version(),
                    at));
        }
    }

    private boolean lacksGuardian(Decision decision, Instant at) {
        return decision.granted()
                && minorUntil != null
                && at.isBefore(minorUntil)
                && decision.evidence().guardian() == null;
    }

    /**
     * Whether the decision was news for the whole person. One that is not, because another of their streams knew better,
     * is kept all the same for the day the two are separated; what was known better is then said once more.
     */
    private boolean weigh(Decision decision, String customer, Instant at) {
        if (lacksGuardian(decision, at)) {
            return false;
        }
        if (consents.changedBy(decision, at)) {
            apply(decision.event(customer, at));
            return true;
        }
        if (consents.changedByItself(decision, at)) {
            Decision better = consents.inForce(decision.purpose());
            apply(decision.event(customer, at));
            if (better != null && better.heardFrom() != null) {
                apply(better.event(customer, at));
            }
        }
        return false;
    }
}
