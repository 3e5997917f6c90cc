package io.annals.projections.customer;

import io.annals.contracts.customer.CustomerEvent;
import io.annals.contracts.customer.ErasureEvent.CustomerErased;
import io.annals.projections.Handlers;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.messaging.annotation.MetaDataValue;

/** The whole of a customer, one partial per stream. */
@ProcessingGroup("customer-view")
final class CustomerViewProjection {

    private final Partials partials;

    CustomerViewProjection(Partials partials) {
        this.partials = partials;
    }

    @EventHandler
    void on(CustomerEvent event, @SequenceNumber long sequence, @MetaDataValue(Handlers.POSITION) Long position) {
        partials.update(event.customerId(), partial -> partial.apply(event, sequence, position));
    }

    @EventHandler
    void on(CustomerErased event) {
        partials.erase(event.customerId());
    }
}
