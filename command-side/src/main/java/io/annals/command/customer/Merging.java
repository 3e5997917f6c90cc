package io.annals.command.customer;

import io.annals.contracts.customer.CustomerCommand.MergeCustomers;
import io.annals.contracts.customer.IdentityEvent.CustomersMerged;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** Makes one person of two streams, in one unit of work: either both streams say so or neither does. */
final class Merging {

    private final Repository<Customer> customers;

    Merging(Repository<Customer> customers) {
        this.customers = customers;
    }

    /** Whether they were merged; {@code false} when consent or the limit of merges forbids it. */
    @CommandHandler
    boolean decide(MergeCustomers command) {
        boolean rootFirst = command.root().compareTo(command.absorbed()) < 0;
        // Locks are taken in the order of ids, so that two merges of the same pair cannot wait for each other.
        Aggregate<Customer> first = customers.load(rootFirst ? command.root() : command.absorbed());
        Aggregate<Customer> second = customers.load(rootFirst ? command.absorbed() : command.root());
        Aggregate<Customer> root = rootFirst ? first : second;
        Aggregate<Customer> absorbed = rootFirst ? second : first;

        Instant at = command.at();
        if (!root.invoke(it -> absorbed.invoke(other -> it.mayMergeWith(other, at)))) {
            return false;
        }
        root.execute(it -> it.note(merged(command, command.root())));
        absorbed.execute(it -> it.note(merged(command, command.absorbed())));

        // Withdrawals are told first: where both fall on one instant, the withdrawal stands on both sides.
        for (boolean granted : new boolean[] {false, true}) {
            tell(absorbed, root, granted, at);
            tell(root, absorbed, granted, at);
        }
        return true;
    }

    private static void tell(Aggregate<Customer> who, Aggregate<Customer> whom, boolean granted, Instant at) {
        List<Decision> decisions = who.invoke(Customer::consentsInForce).stream()
                .filter(decision -> decision.granted() == granted)
                .toList();
        whom.execute(customer -> customer.hear(decisions, at));
    }

    private static CustomersMerged merged(MergeCustomers command, String customer) {
        return new CustomersMerged(customer, command.root(), command.absorbed(), command.reason(), command.at());
    }
}
