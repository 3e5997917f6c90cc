package io.annals.command.customer;

import io.annals.contracts.customer.ConsentEvent;
import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.contracts.customer.ConsentEvent.ConsentWithdrawn;
import io.annals.contracts.customer.CustomerCommand.ConsentDecision;
import io.annals.contracts.customer.CustomerCommand.GrantConsent;
import io.annals.contracts.customer.CustomerCommand.WithdrawConsent;
import io.annals.contracts.customer.Evidence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One consent decision, whichever way it reached us.
 *
 * @param heardFrom the stream of the same person it was made in; {@code null} for the one it was made in itself
 */
record Decision(
        String purpose,
        boolean granted,
        Evidence evidence,
        Instant effectiveFrom,
        @Nullable Instant expires,
        @Nullable String heardFrom) {

    static Decision of(ConsentDecision came) {
        return new Decision(
                came.purpose(), came.granted(), came.evidence(), came.at(), came.expires(), came.heardFrom());
    }

    static Decision of(GrantConsent command) {
        return new Decision(
                command.purpose(),
                true,
                command.evidence(),
                command.effectiveFrom(),
                command.expires(),
                command.heardFrom());
    }

    static Decision of(WithdrawConsent command) {
        return new Decision(
                command.purpose(), false, command.evidence(), command.effectiveFrom(), null, command.heardFrom());
    }

    static Decision of(ConsentGranted event) {
        return new Decision(
                event.purpose(), true, event.evidence(), event.effectiveFrom(), event.expires(), event.heardFrom());
    }

    static Decision of(ConsentWithdrawn event) {
        return new Decision(event.purpose(), false, event.evidence(), event.effectiveFrom(), null, event.heardFrom());
    }

    /** What stands in the stream of {@code customer} when the decision was recorded at {@code at}. */
    ConsentEvent event(String customer, Instant at) {
        return granted
                ? new ConsentGranted(customer, purpose, evidence, effectiveFrom, expires, at, heardFrom)
                : new ConsentWithdrawn(customer, purpose, evidence, effectiveFrom, at, heardFrom);
    }

    /** The same, as a stream of the same person hears of it. */
    Decision heardFrom(String stream) {
        return new Decision(purpose, granted, evidence, effectiveFrom, expires, stream);
    }

    Evidence.Origin origin() {
        return evidence.origin();
    }
}
