package io.annals.command.customer;

import io.annals.command.CommandProblem;
import io.annals.command.CommandProblem.Conflict;
import io.annals.command.Commands;
import io.annals.contracts.customer.CustomerCommand.MergeCustomers;
import io.annals.contracts.customer.CustomerCommand.UnmergeCustomers;
import io.annals.eventstore.ClaimLost;
import java.time.Instant;
import java.util.function.Supplier;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.modelling.command.ConcurrencyException;

/** Where people decide who is who. Calls that name two customers at once are decided by the intake. */
final class IdentityDesk {

    private static final int ATTEMPTS = 5;

    private final People people;
    private final Commands commands;

    IdentityDesk(People people, Commands commands) {
        this.people = people;
        this.commands = commands;
    }

    /** Makes one person of two, even of such as were separated before; the root that remains. */
    String merge(String one, String other, String reason, String actor, Instant now) {
        return patiently(() -> {
            People.Members first = known(one);
            People.Members second = known(other);
            if (first.root().equals(second.root())) {
                return first.root();
            }
            String root = rootOf(first.root(), second.root());
            String absorbed = root.equals(first.root()) ? second.root() : first.root();
            boolean merged = commands.await(new MergeCustomers(root, absorbed, reason, actor, null, now));
            if (!merged) {
                throw new Conflict(
                        "merge-refused", "Both must allow collection, and one customer absorbs a hundred at most.");
            }
            people.forgetPerson(first);
            people.forgetPerson(second);
            return root;
        });
    }

    /** Takes a stream, with whomever it had absorbed, out of the person it belongs to; the root it leaves. */
    String unmerge(String stream, String reason, String actor, Instant now) {
        return patiently(() -> {
            People.Members members = known(stream);
            String root = people.absorbedBy(stream);
            if (root == null) {
                throw new Conflict(
                        "not-merged", "This customer was not merged into another; there is nothing to undo.");
            }
            commands.await(new UnmergeCustomers(root, stream, reason, actor, now));
            people.forgetPerson(members);
            return members.root();
        });
    }

    /** The one with a user id, else the older. */
    private String rootOf(String one, String other) {
        boolean user = people.hasUser(one);
        if (user && people.hasUser(other)) {
            throw new Conflict(
                    "two-users", "Both have a user id of their own, and a user id is one person's for ever.");
        }
        if (user || people.hasUser(other)) {
            return user ? one : other;
        }
        return one.compareTo(other) < 0 ? one : other;
    }

    private People.Members known(String customer) {
        people.expect(customer);
        return people.members(customer);
    }

    private static String patiently(Supplier<String> decision) {
        for (int attempt = 1; ; attempt++) {
            try {
                return decision.get();
            } catch (ClaimLost | ConcurrencyException | DeadlockException | ResolveAgain lost) {
                if (attempt == ATTEMPTS) {
                    throw new CommandProblem.Unavailable(
                            "identity-contended", "Too many requests about the same person at once; try again.");
                }
            }
        }
    }
}
