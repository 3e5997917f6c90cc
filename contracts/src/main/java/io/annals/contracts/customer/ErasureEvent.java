package io.annals.contracts.customer;

import io.annals.contracts.EventName;
import java.time.Instant;
import java.util.List;

/**
 * That a person was forgotten. Stored in clear, because it outlives every key: it holds random ids and codes, and nothing
 * that says who it was. Instants are UTC.
 */
public sealed interface ErasureEvent {

    /**
     * The last event of a customer's stream. Everything before it is unreadable for ever, and nothing comes after it. A
     * person's streams are erased together, whoever absorbed others after those it absorbed.
     */
    @EventName("customer-erased")
    record CustomerErased(String customerId, String requestId, Instant at) implements ErasureEvent {}

    /**
     * Stands in a stream of its own, whose id is the request's.
     *
     * @param customers every stream of the person
     * @param actor the name of the token it was asked with
     */
    @EventName("erasure-requested")
    record ErasureRequested(String requestId, List<String> customers, Reason reason, String actor, Instant at)
            implements ErasureEvent {}

    /** Why, in words of the law: GDPR article 17(1), PIPL article 47. A code, because a free text would name the person. */
    enum Reason {
        SUBJECT_REQUEST,
        CONSENT_WITHDRAWN,
        NO_LONGER_NEEDED,
        OBJECTION,
        UNLAWFUL,
        LEGAL_OBLIGATION
    }
}
