package io.annals.command.tracking;

import io.annals.command.Commands;
import io.annals.command.cleaning.Cleaning;
import io.annals.command.cleaning.Objection;
import io.annals.command.customer.People;
import io.annals.command.purpose.TermsInForce;
import io.annals.command.source.Sources.Registered;
import io.annals.contracts.customer.CustomerCommand.AskCollection;
import io.annals.contracts.customer.CustomerCommand.ConsentDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Takes out of a request what the rules of its source leave out. */
final class Sieve {

    private final Cleaning cleaning;
    private final People people;
    private final Commands commands;
    private final TermsInForce terms;

    Sieve(Cleaning cleaning, People people, Commands commands, TermsInForce terms) {
        this.cleaning = cleaning;
        this.people = people;
        this.commands = commands;
        this.terms = terms;
    }

    /** What is left. A call in which somebody takes a consent back is left too, for that alone. */
    List<Call> through(Registered source, List<Call> calls, Outcomes outcomes, Instant receivedAt) {
        List<Call> left = new ArrayList<>(calls.size());
        for (Call call : calls) {
            Objection objection = cleaning.objection(source.sourceId(), call.candidate(), source.cleaning());
            if (objection == null) {
                left.add(call);
                continue;
            }
            List<ConsentDecision> consents = ImpliedConsents.of(source, List.of(call), terms.now());
            boolean takesBack = ImpliedConsents.takeBack(consents);
            if (takesBack) {
                left.add(call);
            }
            if (!takesBack && mayBeKept(call, consents, receivedAt)) {
                outcomes.dropped(call, objection);
                continue;
            }
            outcomes.droppedForGood(call, objection.rule());
        }
        return left;
    }

    private boolean mayBeKept(Call call, List<ConsentDecision> consents, Instant receivedAt) {
        People.Known known = people.find(call.identifiers());
        if (!known.erased().isEmpty()) {
            return false; // somebody of this name was erased; a dropped call is not held to find out who it is now
        }
        Set<String> roots = new LinkedHashSet<>();
        known.owners().values().forEach(owner -> roots.add(owner.root()));
        if (roots.isEmpty()) {
            return ImpliedConsents.allowCollection(consents);
        }
        return roots.stream().allMatch(root -> commands.await(new AskCollection(root, call.at(), receivedAt)));
    }
}
