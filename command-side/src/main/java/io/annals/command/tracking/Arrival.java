package io.annals.command.tracking;

import io.annals.command.tracking.Outcomes.Outcome;
import io.annals.command.tracking.Outcomes.Status;
import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.Masks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call as an operator sees it come in. Only of what was stored, and so allowed, is there more than kind and reason.
 *
 * @param name of the event, page or screen
 * @param who the strongest name it came with, masked
 */
record Arrival(
        Instant at, String kind, Status outcome, @Nullable String reason, @Nullable String name, @Nullable String who) {

    static Arrival of(Outcome outcome, Instant at) {
        Call call = outcome.call();
        if (call == null || outcome.status() != Status.STORED) {
            return new Arrival(at, outcome.kind(), outcome.status(), outcome.code(), null, null);
        }
        Identifier strongest = call.identifiers().get(0);
        Behavior behavior = call.behavior();
        return new Arrival(
                at,
                call.kind(),
                outcome.status(),
                null,
                behavior == null ? null : behavior.name(),
                Masks.identifier(strongest.type(), strongest.value()));
    }
}
