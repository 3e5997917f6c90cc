package io.annals.contracts.customer;

import io.annals.contracts.customer.SubjectRequestEvent.Kind;
import io.annals.contracts.customer.SubjectRequestEvent.Outcome;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a data subject's request. */
public sealed interface SubjectRequestCommand {

    record MakeSubjectRequest(
            @TargetAggregateIdentifier String requestId, String customerId, Kind kind, Instant due, Instant at)
            implements SubjectRequestCommand {}

    /** Closed once, it stays as it was closed. */
    record CloseSubjectRequest(@TargetAggregateIdentifier String requestId, Outcome outcome, String by, Instant at)
            implements SubjectRequestCommand {}
}
