package io.annals.contracts.customer;

import io.annals.contracts.EventName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a customer allowed and took back. {@code effectiveFrom} is the instant from which the decision holds (an imported
 * grant is older than its record); {@code at} is when we learnt of it. Instants are UTC. {@code heardFrom} is the stream
 * of the same person that the decision was made in; absent when it was made in this one. It goes when the two are
 * separated again.
 */
public sealed interface ConsentEvent extends CustomerEvent {

    String purpose();

    Instant effectiveFrom();

    @Nullable
    String heardFrom();

    @EventName(value = "consent-granted", revision = 2)
    record ConsentGranted(
            String customerId,
            String purpose,
            Evidence evidence,
            Instant effectiveFrom,
            @Nullable Instant expires,
            Instant at,
            @Nullable String heardFrom)
            implements ConsentEvent {}

    @EventName(value = "consent-withdrawn", revision = 2)
    record ConsentWithdrawn(
            String customerId,
            String purpose,
            Evidence evidence,
            Instant effectiveFrom,
            Instant at,
            @Nullable String heardFrom)
            implements ConsentEvent {}
}
