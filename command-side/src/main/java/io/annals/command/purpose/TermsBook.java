package io.annals.command.purpose;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.annals.contracts.customer.ConsentTerms;
import io.annals.contracts.customer.ConsentTermsEvent.ConsentTermsPublished;
import io.annals.contracts.customer.PublishConsentTerms;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The terms of consent, version after version; there is one such book. */
@Aggregate(type = "consent-terms")
class TermsBook {

    @AggregateIdentifier
    private String id;

    private ConsentTerms terms = ConsentTerms.DEFAULTS;

    TermsBook() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(PublishConsentTerms command) {
        if (command.terms().version() != terms.version() + 1) {
            throw TermsDesk.stale();
        }
        TermsDesk.expectNoneMissing(terms, command.terms());
        apply(new ConsentTermsPublished(command.termsId(), command.terms(), command.by(), command.at()));
    }

    @EventSourcingHandler
    void evolve(ConsentTermsPublished event) {
        id = event.termsId();
        terms = event.terms();
    }
}
