package io.annals.command.customer;

import io.annals.contracts.customer.Evidence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a customer decided about one purpose, not yet said to any of their streams. */
record Wish(String purpose, boolean granted, Evidence evidence, Instant effectiveFrom, @Nullable Instant expires) {}
