package io.annals.command.customer;

import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.contracts.customer.ConsentEvent.ConsentWithdrawn;
import io.annals.contracts.customer.CustomerCommand.ConsentDecision;
import io.annals.contracts.customer.CustomerCommand.GrantConsent;
import io.annals.contracts.customer.CustomerCommand.WithdrawConsent;
import io.annals.contracts.customer.Evidence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One consent decision, whichever way it reached us. */
record Decision(String purpose, boolean granted, Evidence evidence, Instant effectiveFrom, @Nullable Instant expires) {

    static Decision of(ConsentDecision came) {
        return new Decision(came.purpose(), came.granted(), came.evidence(), came.at(), null);
    }

    static Decision of(GrantConsent command) {
        return new Decision(command.purpose(), true, command.evidence(), command.effectiveFrom(), command.expires());
    }

    static Decision of(WithdrawConsent command) {
        return new Decision(command.purpose(), false, command.evidence(), command.effectiveFrom(), null);
    }

    static Decision of(ConsentGranted event) {
        return new Decision(event.purpose(), true, event.evidence(), event.effectiveFrom(), event.expires());
    }

    static Decision of(ConsentWithdrawn event) {
        return new Decision(event.purpose(), false, event.evidence(), event.effectiveFrom(), null);
    }

    Evidence.Origin origin() {
        return evidence.origin();
    }
}
