package io.annals.command.customer;

import io.annals.contracts.customer.CustomerCommand.EraseCustomer;
import io.annals.contracts.customer.ErasureEvent.ErasureRequested;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** Forgets a person in one unit of work: every stream of theirs ends, or none does. */
final class Erasing {

    private final Repository<Customer> customers;
    private final Repository<Erasure> requests;
    private final Relatives relatives;

    Erasing(Repository<Customer> customers, Repository<Erasure> requests, Relatives relatives) {
        this.customers = customers;
        this.requests = requests;
        this.relatives = relatives;
    }

    /** The id of the request that erased the person, this one or an earlier one. */
    @CommandHandler
    String decide(EraseCustomer command) throws Exception {
        Aggregate<Customer> asked = customers.load(command.customerId());
        String earlier = asked.invoke(Customer::erasedBy);
        if (earlier != null) {
            return earlier;
        }
        // A view that stops between two of them must not find a stream whose root is gone already.
        List<Aggregate<Customer>> streams = relatives.rootLast(asked);
        ErasureRequested requested = new ErasureRequested(
                command.requestId(),
                streams.stream().map(Aggregate::identifierAsString).toList(),
                command.reason(),
                command.actor(),
                command.at());
        streams.forEach(stream -> stream.execute(it -> it.erase(command.requestId(), command.at())));
        // Last, because Axon takes a conflict for one about the first event.
        requests.newInstance(() -> new Erasure(requested));
        return command.requestId();
    }
}
