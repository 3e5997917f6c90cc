package io.annals.contracts.customer;

import io.annals.contracts.EventName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a customer allowed and took back. {@code effectiveFrom} is the instant from which the decision holds (an imported
 * grant is older than its record); {@code at} is when we learnt of it. Instants are UTC.
 */
public sealed interface ConsentEvent extends CustomerEvent {

    String purpose();

    Instant effectiveFrom();

    @EventName("consent-granted")
    record ConsentGranted(
            String customerId,
            String purpose,
            Evidence evidence,
            Instant effectiveFrom,
            @Nullable Instant expires,
            Instant at)
            implements ConsentEvent {}

    @EventName("consent-withdrawn")
    record ConsentWithdrawn(String customerId, String purpose, Evidence evidence, Instant effectiveFrom, Instant at)
            implements ConsentEvent {}
}
