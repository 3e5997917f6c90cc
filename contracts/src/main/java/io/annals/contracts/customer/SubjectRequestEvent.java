package io.annals.contracts.customer;

import io.annals.contracts.EventName;
import java.time.Instant;

/**
 * What a person asked of whoever keeps their data. Stands in a stream of its own, in clear, because it outlives an
 * erasure: it holds random ids and codes. Instants are UTC.
 */
public sealed interface SubjectRequestEvent {

    String requestId();

    /** @param due until when it must be answered */
    @EventName("subject-request-made")
    record SubjectRequestMade(String requestId, String customerId, Kind kind, Instant due, Instant at)
            implements SubjectRequestEvent {}

    @EventName("subject-request-closed")
    record SubjectRequestClosed(String requestId, Outcome outcome, String by, Instant at)
            implements SubjectRequestEvent {}

    /** GDPR articles 15, 16 and 17; PIPL articles 45 to 47. */
    enum Kind {
        COPY,
        CORRECTION,
        ERASURE
    }

    enum Outcome {
        FULFILLED,
        REFUSED
    }
}
