package io.annals.contracts.behavior;

import io.annals.contracts.EventName;
import io.annals.contracts.KeyScope;
import io.annals.contracts.customer.CustomerEvent;
import java.time.Instant;

/** What a customer did, and what of it we did not keep. Instants are UTC. */
public sealed interface BehaviorEvent extends CustomerEvent {

    @EventName("behavior-recorded")
    record BehaviorRecorded(String customerId, Behavior behavior) implements BehaviorEvent {

        @Override
        public Instant at() {
            return behavior.at();
        }

        @Override
        public KeyScope keyScope() {
            return KeyScope.behavior(customerId, at());
        }
    }

    /** Behaviours that lacked consent: how many and why, never what. */
    @EventName("behaviors-refused")
    record BehaviorsRefused(String customerId, String purpose, String reason, int count, String source, Instant at)
            implements BehaviorEvent {}
}
