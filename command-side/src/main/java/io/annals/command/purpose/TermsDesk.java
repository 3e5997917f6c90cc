package io.annals.command.purpose;

import io.annals.command.CommandProblem.Changed;
import io.annals.command.CommandProblem.Invalid;
import io.annals.command.Commands;
import io.annals.contracts.customer.ConsentTerms;
import io.annals.contracts.customer.PublishConsentTerms;
import io.annals.eventstore.ClaimLost;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.axonframework.modelling.command.ConcurrencyException;

/** Where the terms of consent are read and published. */
final class TermsDesk {

    private final TermsInForce terms;
    private final Commands commands;
    private final Clock clock;

    TermsDesk(TermsInForce terms, Commands commands, Clock clock) {
        this.terms = terms;
        this.commands = commands;
        this.clock = clock;
    }

    ConsentTerms inForce() {
        return terms.lookUp();
    }

    /**
     * @param basedOn the version they were made from
     * @throws Changed when another has been published since
     */
    ConsentTerms publish(TermsBody body, int basedOn, String by) {
        ConsentTerms next = body.read(basedOn + 1);
        try {
            commands.await(new PublishConsentTerms(
                    ConsentTerms.STREAM, next, by, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        } catch (ClaimLost | ConcurrencyException lost) {
            throw stale();
        }
        return inForce();
    }

    static Changed stale() {
        return new Changed("terms-changed", "Somebody has published other terms since; read them and decide again.");
    }

    /** Who once decided on a purpose must be able to decide again. */
    static void expectNoneMissing(ConsentTerms before, ConsentTerms after) {
        if (!after.names().containsAll(before.names())) {
            throw new Invalid("terms-invalid", "A purpose once published stays: people may have decided on it.");
        }
    }
}
