package io.annals.command.codebook;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.annals.contracts.source.CodeBookEvent.CodeBookPublished;
import io.annals.contracts.source.PublishCodeBook;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** One code book, version after version: that of all sources, or that of one. */
@Aggregate(type = "code-book")
class Book {

    static final String OF_ALL = "code-book";

    @AggregateIdentifier
    private String id;

    private int version;

    Book() {}

    static String of(String sourceId) {
        return OF_ALL + "-" + sourceId;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(PublishCodeBook command) {
        if (command.book().version() != version + 1) {
            throw CodeBookDesk.stale();
        }
        apply(new CodeBookPublished(command.bookId(), command.book(), command.by(), command.at()));
    }

    @EventSourcingHandler
    void evolve(CodeBookPublished event) {
        id = event.bookId();
        version = event.book().version();
    }
}
