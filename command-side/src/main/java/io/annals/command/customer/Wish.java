package io.annals.command.customer;

import io.annals.contracts.customer.Evidence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer decided about one purpose, not yet said to any of their streams.
 *
 * @param assumed what may be taken as granted with it, as long as they say nothing else
 */
public record Wish(
        String purpose,
        boolean granted,
        Evidence evidence,
        Instant effectiveFrom,
        @Nullable Instant expires,
        List<Wish> assumed) {}
