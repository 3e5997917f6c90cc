package io.annals.command.identity;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.annals.contracts.customer.IdentityRulesEvent.IdentityRulesPublished;
import io.annals.contracts.customer.PublishIdentityRules;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The rules of identity, version after version; there is one such book. */
@Aggregate(type = "identity-rules")
class Rulebook {

    static final String ID = "identity-rules";

    @AggregateIdentifier
    private String id;

    private int version;

    Rulebook() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(PublishIdentityRules command) {
        if (command.rules().version() != version + 1) {
            throw RulesDesk.stale();
        }
        apply(new IdentityRulesPublished(command.rulesId(), command.rules(), command.by(), command.at()));
    }

    @EventSourcingHandler
    void evolve(IdentityRulesPublished event) {
        id = event.rulesId();
        version = event.rules().version();
    }
}
