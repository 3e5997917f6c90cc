package io.annals.command.customer;

import io.annals.contracts.customer.CustomerCommand.GrantConsent;
import io.annals.contracts.customer.CustomerCommand.RecordBehaviors;
import io.annals.contracts.customer.CustomerCommand.WithdrawConsent;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/** Customers on a log in memory, loaded from it for every command as after a restart. */
final class InMemoryCustomers {

    private final EventStore log = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final Repository<Customer> customers =
            EventSourcingRepository.builder(Customer.class).eventStore(log).build();

    void record(RecordBehaviors command) {
        decide(command.customerId(), command, customer -> customer.decide(command), true);
    }

    void grant(GrantConsent command) {
        decide(command.customerId(), command, customer -> customer.decide(command), true);
    }

    void withdraw(WithdrawConsent command) {
        decide(command.customerId(), command, customer -> customer.decide(command), false);
    }

    List<? extends DomainEventMessage<?>> since(String customer, long sequence) {
        return log.readEvents(customer, sequence).asStream().toList();
    }

    Object last(String customer) {
        List<? extends DomainEventMessage<?>> events = since(customer, 0);
        return events.get(events.size() - 1).getPayload();
    }

    private void decide(String id, Object command, Consumer<Customer> decision, boolean begins) {
        ResultMessage<Object> result = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage(command))
                .executeWithResult(() -> {
                    (begins ? customers.loadOrCreate(id, Customer::new) : customers.load(id)).execute(decision);
                    return true;
                });
        boolean nothingHappened = result.isExceptional()
                && (result.exceptionResult() instanceof NothingKept
                        || result.exceptionResult() instanceof AggregateNotFoundException);
        if (result.isExceptional() && !nothingHappened) {
            throw new AssertionError(result.exceptionResult());
        }
    }
}
