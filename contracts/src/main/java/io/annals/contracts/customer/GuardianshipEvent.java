package io.annals.contracts.customer;

import io.annals.contracts.EventName;
import java.time.Instant;

/** That somebody else decides for a customer. */
public sealed interface GuardianshipEvent extends CustomerEvent {

    /**
     * Until {@code until} only grants with a guardian's evidence count. Those that had none are withdrawn with it; an
     * instant that has passed takes the declaration back.
     */
    @EventName("minor-declared")
    record MinorDeclared(String customerId, Instant until, String by, Instant at) implements GuardianshipEvent {}
}
