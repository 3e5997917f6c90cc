package io.annals.contracts.customer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line in a list of customers. Name and identifiers are masked already: this comes from the search index. */
public record CustomerSummary(
        String customerId,
        @Nullable String name,
        List<MaskedIdentifier> identifiers,
        @Nullable Instant firstSeen,
        @Nullable Instant lastSeen,
        long events,
        CustomerView.Amount orders,
        @Nullable String country) {

    public record MaskedIdentifier(String type, String value) {}
}
