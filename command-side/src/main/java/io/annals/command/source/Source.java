package io.annals.command.source;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.annals.contracts.source.CreateSource;
import io.annals.contracts.source.SourceEvent.SourceCreated;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** Where behaviours come from: a web shop, an app, a till. */
@Aggregate(type = "source")
class Source {

    @AggregateIdentifier
    private String sourceId;

    Source() {}

    @CommandHandler
    Source(CreateSource command) {
        apply(new SourceCreated(
                command.sourceId(),
                command.name(),
                command.consentPolicy(),
                command.writeKeyHash(),
                command.by(),
                command.at()));
    }

    @EventSourcingHandler
    void evolve(SourceCreated event) {
        sourceId = event.sourceId();
    }
}
