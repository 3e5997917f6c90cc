package io.annals.command.tracking;

import io.annals.command.CommandProblem;
import io.annals.command.Commands;
import io.annals.command.customer.CustomerIds;
import io.annals.command.customer.NothingKept;
import io.annals.command.customer.People;
import io.annals.command.customer.People.Owner;
import io.annals.command.customer.Recorded;
import io.annals.command.customer.Refusal;
import io.annals.command.customer.ResolveAgain;
import io.annals.command.identity.RulesInForce;
import io.annals.command.purpose.TermsInForce;
import io.annals.command.source.Sources.Registered;
import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.customer.CustomerCommand.Because;
import io.annals.contracts.customer.CustomerCommand.ConsentDecision;
import io.annals.contracts.customer.CustomerCommand.MergeCustomers;
import io.annals.contracts.customer.CustomerCommand.RecordBehaviors;
import io.annals.contracts.customer.CustomerCommand.TraitChange;
import io.annals.contracts.customer.Identifier;
import io.annals.eventstore.ClaimLost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Brings a request's calls to the customers they are about and returns once all of them are durable. Who is who may
 * change meanwhile; the store notices, nothing of that customer is stored, and the intake resolves again.
 */
final class Intake {

    private static final int ATTEMPTS = 12;

    /** The longest pause before the second attempt; later ones may be longer in proportion. */
    private static final long PAUSE_NANOS = 3_000_000;

    private final People people;
    private final Commands commands;
    private final Sieve sieve;
    private final RulesInForce rules;
    private final TermsInForce terms;

    Intake(People people, Commands commands, Sieve sieve, RulesInForce rules, TermsInForce terms) {
        this.people = people;
        this.commands = commands;
        this.sieve = sieve;
        this.rules = rules;
        this.terms = terms;
    }

    /**
     * A command on its way.
     *
     * @param calls whose content it carries
     * @param named whose names it carries; when it fails for a name, these are resolved again
     */
    private record Sent(String stream, List<Call> calls, List<Call> named, CompletableFuture<Recorded> answer) {}

    void store(Registered source, List<Call> calls, Outcomes outcomes, Instant receivedAt) {
        List<Call> pending = calls;
        for (int attempt = 1; !pending.isEmpty(); attempt++) {
            if (attempt > ATTEMPTS) {
                throw new CommandProblem.Unavailable(
                        "identity-contended", "Too many requests about the same person at once; try again.");
            }
            List<Call> fresh = withoutRepetitions(source, pending, outcomes);
            // Asked once: the rules count, and a call that is resolved again is no second call.
            List<Call> clean = attempt == 1 ? sieve.through(source, fresh, outcomes, receivedAt) : fresh;
            pending = attempt(source, clean, outcomes, receivedAt);
            if (!pending.isEmpty()) {
                stepAside(attempt);
            }
        }
    }

    /** Two requests that always meet again would never get past each other; chance parts them. */
    private static void stepAside(int attempt) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(attempt * PAUSE_NANOS));
    }

    /** Returns the calls whose customer changed meanwhile. */
    private List<Call> attempt(Registered source, List<Call> fresh, Outcomes outcomes, Instant receivedAt) {
        if (fresh.isEmpty()) {
            return List.of();
        }
        Set<Identifier> names = new LinkedHashSet<>();
        fresh.forEach(call -> names.addAll(call.identifiers()));
        People.Known known = people.find(names);
        fresh = withoutErased(fresh, known.erased(), outcomes);
        Map<Identifier, Owner> owners = known.owners();

        Set<Call> again = new LinkedHashSet<>();
        List<Sent> sent = new ArrayList<>();
        Set<Identifier> given = new HashSet<>();
        for (Person person : Gathering.of(fresh, owners, people::hashOf)) {
            List<ConsentDecision> consents = ImpliedConsents.of(source, person.calls(), terms.now());
            if (person.roots().isEmpty() && !ImpliedConsents.allowCollection(consents)) {
                person.calls().forEach(call -> outcomes.refused(call, Refusal.MISSING));
                continue;
            }
            if (!merged(source, person, receivedAt)) {
                forget(person.calls());
                again.addAll(person.calls());
                continue;
            }
            if (person.calls().stream()
                    .flatMap(call -> call.identifiers().stream())
                    .anyMatch(given::contains)) {
                // Whoever named it first has it; the log must tell the two in that order.
                sent.forEach(one -> one.answer()
                        .handle((recorded, failed) -> failed == null)
                        .join());
            }
            given.addAll(person.unowned());
            send(source, person, owners, consents, outcomes, receivedAt, sent);
        }
        for (Sent one : sent) {
            if (!settled(source, one, outcomes, receivedAt)) {
                forget(one.named());
                again.addAll(one.named());
            }
        }
        return List.copyOf(again);
    }

    private List<Call> withoutRepetitions(Registered source, List<Call> calls, Outcomes outcomes) {
        List<String> given = new ArrayList<>(calls.size());
        for (Call call : calls) {
            if (!call.minted() && !outcomes.settled(call)) {
                given.add(call.messageId());
            }
        }
        Set<String> seen = new HashSet<>(people.kept(source.sourceId(), given));
        List<Call> fresh = new ArrayList<>(calls.size());
        for (Call call : calls) {
            if (outcomes.settled(call) || seen.add(call.messageId())) {
                fresh.add(call);
                continue;
            }
            outcomes.duplicate(call);
        }
        return fresh;
    }

    /** What comes after the erasure is about somebody new, as far as anybody can know. */
    private static List<Call> withoutErased(List<Call> calls, Map<Identifier, Instant> erased, Outcomes outcomes) {
        if (erased.isEmpty()) {
            return calls;
        }
        List<Call> remaining = new ArrayList<>(calls.size());
        for (Call call : calls) {
            boolean late = call.identifiers().stream()
                    .map(erased::get)
                    .anyMatch(erasedAt -> erasedAt != null && !call.at().isAfter(erasedAt));
            if (!late) {
                remaining.add(call);
                continue;
            }
            outcomes.refused(call, Refusal.ERASED);
        }
        return remaining;
    }

    /** False when somebody else was faster; a merge that consent or a limit forbids leaves two people and is no failure. */
    private boolean merged(Registered source, Person person, Instant receivedAt) {
        if (person.roots().size() < 2) {
            return true;
        }
        String root = person.root();
        if (root == null) {
            return true;
        }
        Because because = new Because(
                together(person.calls()), source.sourceId(), rules.now().rules());
        for (String other : person.roots()) {
            if (other.equals(root)) {
                continue;
            }
            try {
                commands.<Boolean>await(
                        new MergeCustomers(root, other, "one call named both", null, because, receivedAt));
            } catch (ResolveAgain | ClaimLost | ConcurrencyException lost) {
                return false;
            }
        }
        forget(person.calls());
        return true;
    }

    private void send(
            Registered source,
            Person person,
            Map<Identifier, Owner> owners,
            List<ConsentDecision> consents,
            Outcomes outcomes,
            Instant receivedAt,
            List<Sent> sent) {
        String root = person.root();
        String home = root == null ? CustomerIds.mint(receivedAt) : root;
        Routing.of(person, owners, home).forEach((stream, share) -> {
            List<Identifier> names = List.copyOf(share.names());
            RecordBehaviors command = command(source, stream, consents, names, share.calls(), outcomes, receivedAt);
            List<Call> named = names.isEmpty() ? share.calls() : person.calls();
            sent.add(new Sent(stream, share.calls(), named, commands.send(command)));
        });
        if (person.unowned().stream().anyMatch(name -> name.type().equals(Identifier.USER_ID))) {
            forget(person.calls());
        }
    }

    private RecordBehaviors command(
            Registered source,
            String stream,
            List<ConsentDecision> consents,
            List<Identifier> identifiers,
            List<Call> calls,
            Outcomes outcomes,
            Instant receivedAt) {
        List<TraitChange> traits = new ArrayList<>();
        List<Behavior> behaviors = new ArrayList<>(calls.size());
        for (Call call : calls) {
            if (outcomes.settled(call)) {
                continue;
            }
            if (call.traits() != null) {
                traits.add(call.traits());
            }
            if (call.behavior() != null) {
                behaviors.add(call.behavior());
            }
        }
        return new RecordBehaviors(
                stream,
                source.sourceId(),
                consents,
                identifiers,
                together(calls),
                traits,
                behaviors,
                rules.now().rules(),
                receivedAt);
    }

    private static List<List<Identifier>> together(List<Call> calls) {
        return calls.stream().map(Call::identifiers).distinct().toList();
    }

    private boolean settled(Registered source, Sent sent, Outcomes outcomes, Instant receivedAt) {
        Recorded recorded;
        try {
            recorded = sent.answer().join();
        } catch (CompletionException e) {
            return failed(sent, e.getCause(), outcomes);
        }
        for (Call call : sent.calls()) {
            String reason = recorded.refused().get(call.messageId());
            if (reason != null) {
                outcomes.refused(call, reason);
                continue;
            }
            if (!outcomes.settled(call)) {
                outcomes.stored(call);
            }
        }
        if (!recorded.tellOthers().isEmpty()) {
            tellOthers(source, sent.stream(), recorded.tellOthers(), receivedAt);
        }
        return true;
    }

    private static boolean failed(Sent sent, @Nullable Throwable cause, Outcomes outcomes) {
        if (cause instanceof ClaimLost || cause instanceof ResolveAgain || cause instanceof ConcurrencyException) {
            return false;
        }
        if (cause instanceof NothingKept) {
            sent.calls().forEach(call -> outcomes.refused(call, Refusal.MISSING));
            return true;
        }
        throw Commands.asFailure(cause);
    }

    /** A person's streams agree about consent, whichever of them heard of it. */
    private void tellOthers(Registered source, String stream, List<ConsentDecision> decisions, Instant receivedAt) {
        for (String other : people.members(stream).streams()) {
            if (!other.equals(stream)) {
                commands.<Recorded>await(new RecordBehaviors(
                        other,
                        source.sourceId(),
                        decisions,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        rules.now().rules(),
                        receivedAt));
            }
        }
    }

    private void forget(List<Call> calls) {
        calls.forEach(call -> people.forget(call.identifiers()));
    }
}
