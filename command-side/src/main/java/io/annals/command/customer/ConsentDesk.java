package io.annals.command.customer;

import io.annals.command.CommandProblem;
import io.annals.command.CommandProblem.Gone;
import io.annals.command.Commands;
import io.annals.contracts.customer.CustomerCommand.AskConsents;
import io.annals.contracts.customer.CustomerCommand.DeclareMinor;
import io.annals.contracts.customer.CustomerCommand.GrantConsent;
import io.annals.contracts.customer.CustomerCommand.Held;
import io.annals.contracts.customer.CustomerCommand.WithdrawConsent;
import io.annals.contracts.customer.Identifier;
import io.annals.eventstore.ClaimLost;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** Carries a decision to every stream of the person it is about. */
public final class ConsentDesk {

    private static final int ATTEMPTS = 5;

    private final People people;
    private final Commands commands;

    ConsentDesk(People people, Commands commands) {
        this.people = people;
        this.commands = commands;
    }

    /** How the purpose stands afterwards; a decision older than the last one changes nothing. */
    public record Result(@Nullable String customerId, boolean granted) {}

    Result grant(Identifier identifier, Wish wish, Instant now) {
        return patiently(() -> {
            People.Known known = people.find(List.of(identifier));
            Instant erasedAt = known.erased().get(identifier);
            if (erasedAt != null && !wish.effectiveFrom().isAfter(erasedAt)) {
                throw new Gone();
            }
            People.Owner owner = known.owners().get(identifier);
            if (owner != null) {
                return assuming(tellAll(owner.stream(), wish, now), wish, now);
            }
            String customer = CustomerIds.mint(now);
            boolean granted = commands.await(grant(customer, List.of(identifier), wish, now, null));
            return assuming(new Result(customer, granted), wish, now);
        });
    }

    /** Nobody known has nothing to withdraw, and nothing of them is kept. */
    Result withdraw(Identifier identifier, Wish wish, Instant now) {
        People.Owner owner = people.find(List.of(identifier)).owners().get(identifier);
        return owner == null ? new Result(null, false) : patiently(() -> tellAll(owner.stream(), wish, now));
    }

    public Result decide(String customer, Wish wish, Instant now) {
        return patiently(() -> {
            people.expect(customer);
            return assuming(tellAll(customer, wish, now), wish, now);
        });
    }

    /** How everything the customer ever decided on stands. */
    public List<Held> held(String customer, Instant now) {
        people.expect(customer);
        return commands.await(new AskConsents(people.members(customer).root(), now));
    }

    /** Answers with the root of the person, all of whose streams are told. */
    String declareMinor(String customer, Instant until, String by, Instant now) {
        return patiently(() -> {
            people.expect(customer);
            People.Members members = people.members(customer);
            members.streams().forEach(member -> commands.await(new DeclareMinor(member, until, by, now)));
            return members.root();
        });
    }

    /** What is assumed with a grant overrides no decision. */
    private Result assuming(Result result, Wish wish, Instant now) {
        String customer = result.customerId();
        if (customer != null && result.granted()) {
            wish.assumed().forEach(one -> tellAll(customer, one, now));
        }
        return result;
    }

    private Result tellAll(String stream, Wish wish, Instant now) {
        People.Members members = people.members(stream);
        boolean granted = false;
        for (String member : members.streams()) {
            String heardFrom = member.equals(stream) ? null : stream;
            Object command = wish.granted()
                    ? grant(member, List.of(), wish, now, heardFrom)
                    : new WithdrawConsent(
                            member, wish.purpose(), wish.evidence(), wish.effectiveFrom(), now, heardFrom);
            boolean standing = commands.await(command);
            granted = member.equals(members.root()) ? standing : granted;
        }
        return new Result(members.root(), granted);
    }

    private static GrantConsent grant(
            String customer, List<Identifier> identifiers, Wish wish, Instant now, @Nullable String heardFrom) {
        return new GrantConsent(
                customer,
                identifiers,
                wish.purpose(),
                wish.evidence(),
                wish.effectiveFrom(),
                wish.expires(),
                now,
                heardFrom);
    }

    private static <R> R patiently(Supplier<R> decision) {
        for (int attempt = 1; ; attempt++) {
            try {
                return decision.get();
            } catch (ClaimLost | ConcurrencyException | ResolveAgain lost) {
                if (attempt == ATTEMPTS) {
                    throw new CommandProblem.Unavailable(
                            "identity-contended", "Too many requests about the same person at once; try again.");
                }
            }
        }
    }
}
