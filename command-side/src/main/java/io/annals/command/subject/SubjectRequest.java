package io.annals.command.subject;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.annals.command.CommandProblem.Conflict;
import io.annals.contracts.customer.SubjectRequestCommand.CloseSubjectRequest;
import io.annals.contracts.customer.SubjectRequestCommand.MakeSubjectRequest;
import io.annals.contracts.customer.SubjectRequestEvent.SubjectRequestClosed;
import io.annals.contracts.customer.SubjectRequestEvent.SubjectRequestMade;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** One request of a data subject, from when it was made until somebody answers it. */
@Aggregate(type = "subject-request")
class SubjectRequest {

    @AggregateIdentifier
    private String requestId;

    private boolean closed;

    SubjectRequest() {}

    @CommandHandler
    SubjectRequest(MakeSubjectRequest command) {
        apply(new SubjectRequestMade(
                command.requestId(), command.customerId(), command.kind(), command.due(), command.at()));
    }

    @CommandHandler
    void decide(CloseSubjectRequest command) {
        if (closed) {
            throw new Conflict("request-closed", "This request was closed before.");
        }
        apply(new SubjectRequestClosed(requestId, command.outcome(), command.by(), command.at()));
    }

    @EventSourcingHandler
    void evolve(SubjectRequestMade event) {
        requestId = event.requestId();
    }

    @EventSourcingHandler
    void evolve(SubjectRequestClosed event) {
        closed = true;
    }
}
