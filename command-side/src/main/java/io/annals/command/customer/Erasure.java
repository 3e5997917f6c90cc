package io.annals.command.customer;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.annals.contracts.customer.ErasureEvent.ErasureRequested;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** A request to forget a person: written once, with what it concerned and who asked. */
@Aggregate(type = "erasure")
class Erasure {

    @AggregateIdentifier
    private String requestId;

    @SuppressWarnings("NullAway") // Axon makes it before its first event
    Erasure() {}

    Erasure(ErasureRequested requested) {
        this.requestId = requested.requestId();
        apply(requested);
    }

    @EventSourcingHandler
    void evolve(ErasureRequested event) {
        requestId = event.requestId();
    }
}
