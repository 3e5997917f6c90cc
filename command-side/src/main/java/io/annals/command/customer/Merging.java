package io.annals.command.customer;

import io.annals.contracts.customer.CustomerCommand.Because;
import io.annals.contracts.customer.CustomerCommand.MergeCustomers;
import io.annals.contracts.customer.CustomerCommand.UnmergeCustomers;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityEvent.CustomersMerged;
import io.annals.contracts.customer.IdentityEvent.CustomersUnmerged;
import io.annals.contracts.customer.IdentityEvent.IdentifierLimitReached;
import io.annals.contracts.customer.IdentityEvent.IdentifiersLinked;
import io.annals.contracts.customer.IdentityRules;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/** Makes one person of two streams, or two of one, in one unit of work: either every stream concerned says so or none. */
final class Merging {

    private final Repository<Customer> customers;
    private final Relatives relatives;

    Merging(Repository<Customer> customers, Relatives relatives) {
        this.customers = customers;
        this.relatives = relatives;
    }

    /** Whether they were merged; {@code false} when consent, a limit or an earlier separation forbids it. */
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
        if (command.actor() == null && strangers(root, absorbed)) {
            return false;
        }
        Because because = command.because();
        if (because != null) {
            String full = beyondLimit(root, absorbed, because.rules());
            if (full != null) {
                root.execute(it -> it.exclude(limitReached(command, because.rules(), full)));
                return false;
            }
            because.together().forEach(names -> root.execute(it -> it.note(linked(command, because, names))));
        }
        root.execute(it -> it.note(merged(command, command.root())));
        absorbed.execute(it -> it.note(merged(command, command.absorbed())));
        Map<String, Aggregate<Customer>> all = relatives.of(root);
        protect(all, command);
        agree(all, at);
        return true;
    }

    /** Where one of the two is a minor, both are. */
    private static void protect(Map<String, Aggregate<Customer>> streams, MergeCustomers command) {
        String by = command.actor() == null ? "merge" : command.actor();
        streams.values().stream()
                .map(stream -> stream.invoke(Customer::minorUntil))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .filter(until -> until.isAfter(command.at()))
                .ifPresent(until ->
                        streams.values().forEach(one -> one.execute(it -> it.protect(until, by, command.at()))));
    }

    /** Each of the two people keeps the consents that were decided in their own streams. */
    @CommandHandler
    void decide(UnmergeCustomers command) {
        Aggregate<Customer> absorbed = customers.load(command.absorbed());
        if (!absorbed.invoke(it -> it.absorbedBy(command.root()))) {
            throw new ResolveAgain("these two are not merged");
        }
        Map<String, Aggregate<Customer>> all = relatives.of(absorbed);
        all.forEach((stream, one) -> one.execute(it -> it.note(unmerged(command, stream))));

        Map<String, Aggregate<Customer>> separated = relatives.of(absorbed);
        agree(separated, command.at());
        all.keySet().removeAll(separated.keySet());
        agree(all, command.at());
    }

    /** Whether somebody separated any stream of the one person from any of the other. */
    private boolean strangers(Aggregate<Customer> one, Aggregate<Customer> other) {
        Map<String, Aggregate<Customer>> theirs = relatives.of(other);
        return relatives.of(one).values().stream()
                .flatMap(stream -> stream.invoke(Customer::strangers).stream())
                .anyMatch(theirs::containsKey);
    }

    /** The type of which the two would have more than one customer may; {@code null} when there is none. */
    private @Nullable String beyondLimit(Aggregate<Customer> one, Aggregate<Customer> other, IdentityRules rules) {
        Map<String, Integer> ours = counts(one);
        Map<String, Integer> theirs = counts(other);
        for (Map.Entry<String, Integer> some : ours.entrySet()) {
            int more = theirs.getOrDefault(some.getKey(), 0);
            if (more > 0 && some.getValue() + more > rules.limit(some.getKey())) {
                return some.getKey();
            }
        }
        return null;
    }

    private Map<String, Integer> counts(Aggregate<Customer> person) {
        Map<String, Integer> counts = new TreeMap<>();
        relatives.of(person).values().forEach(stream -> stream.invoke(Customer::nameCounts)
                .forEach((type, count) -> counts.merge(type, count, Integer::sum)));
        return counts;
    }

    /** Withdrawals are told first: where two decisions fall on one instant, the withdrawal stands on both sides. */
    private static void agree(Map<String, Aggregate<Customer>> streams, Instant at) {
        for (boolean granted : new boolean[] {false, true}) {
            for (Aggregate<Customer> who : streams.values()) {
                for (Aggregate<Customer> whom : streams.values()) {
                    if (who != whom) {
                        tell(who, whom, granted, at);
                    }
                }
            }
        }
    }

    private static void tell(Aggregate<Customer> who, Aggregate<Customer> whom, boolean granted, Instant at) {
        List<Decision> decisions = who.invoke(Customer::consentsInForce).stream()
                .filter(decision -> decision.granted() == granted)
                .map(decision -> decision.heardFrom(who.identifierAsString()))
                .toList();
        whom.execute(customer -> customer.hear(decisions, at));
    }

    private static IdentifierLimitReached limitReached(MergeCustomers command, IdentityRules rules, String type) {
        return new IdentifierLimitReached(
                command.root(), type, rules.limit(type), null, command.absorbed(), rules.version(), command.at());
    }

    private static IdentifiersLinked linked(MergeCustomers command, Because because, List<Identifier> names) {
        return new IdentifiersLinked(command.root(), names, because.rules().version(), because.source(), command.at());
    }

    private static CustomersMerged merged(MergeCustomers command, String customer) {
        return new CustomersMerged(customer, command.root(), command.absorbed(), command.reason(), command.at());
    }

    private static CustomersUnmerged unmerged(UnmergeCustomers command, String customer) {
        return new CustomersUnmerged(
                customer, command.root(), command.absorbed(), command.reason(), command.actor(), command.at());
    }
}
