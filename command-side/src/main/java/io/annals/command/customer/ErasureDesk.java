package io.annals.command.customer;

import io.annals.command.CommandProblem;
import io.annals.command.CommandProblem.NotFound;
import io.annals.command.Commands;
import io.annals.contracts.customer.CustomerCommand.EraseCustomer;
import io.annals.contracts.customer.ErasureEvent.Reason;
import io.annals.eventstore.ClaimLost;
import io.annals.eventstore.Envelopes;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.modelling.command.ConcurrencyException;

/** Where people ask that somebody be forgotten. */
final class ErasureDesk {

    private static final int ATTEMPTS = 10;

    private final People people;
    private final Envelopes envelopes;
    private final Commands commands;

    ErasureDesk(People people, Envelopes envelopes, Commands commands) {
        this.people = people;
        this.envelopes = envelopes;
        this.commands = commands;
    }

    /** @param identifiers how many lead to the person, by type */
    record Preview(People.Members members, Envelopes.Extent extent, Map<String, Long> identifiers) {}

    Preview preview(String customer) {
        people.expect(customer);
        People.Members members = people.members(customer);
        return new Preview(members, envelopes.of(members.streams()), people.identifiers(members.streams()));
    }

    /** The id of the request that erased the person. Whoever writes about them at this moment comes before, or is refused. */
    String erase(String customer, Reason reason, String actor, Instant now) {
        if (!people.exists(customer) && !people.erased(customer)) {
            throw new NotFound("customer-unknown", "There is no such customer.");
        }
        String request = UUID.randomUUID().toString();
        for (int attempt = 1; ; attempt++) {
            try {
                return commands.await(new EraseCustomer(customer, request, reason, actor, now));
            } catch (ClaimLost | ConcurrencyException | DeadlockException lost) {
                if (attempt == ATTEMPTS) {
                    throw new CommandProblem.Unavailable(
                            "identity-contended", "Too many requests about the same person at once; try again.");
                }
            }
        }
    }
}
