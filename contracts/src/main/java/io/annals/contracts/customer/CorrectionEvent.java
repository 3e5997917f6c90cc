package io.annals.contracts.customer;

import io.annals.contracts.EventName;
import java.time.Instant;

/** What a customer says is wrong about them. */
public sealed interface CorrectionEvent extends CustomerEvent {

    /** @param requestId see {@link SubjectRequestEvent} */
    @EventName("correction-asked")
    record CorrectionAsked(String customerId, String requestId, String wording, Instant at)
            implements CorrectionEvent {}
}
