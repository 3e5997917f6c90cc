package io.annals.command.identity;

import io.annals.command.CommandProblem.Changed;
import io.annals.command.Commands;
import io.annals.contracts.customer.IdentityRules;
import io.annals.contracts.customer.PublishIdentityRules;
import io.annals.eventstore.ClaimLost;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.axonframework.modelling.command.ConcurrencyException;

/** Where the rules are read and published. */
final class RulesDesk {

    private final RulesInForce rules;
    private final Commands commands;
    private final Clock clock;

    RulesDesk(RulesInForce rules, Commands commands, Clock clock) {
        this.rules = rules;
        this.commands = commands;
        this.clock = clock;
    }

    IdentityRules inForce() {
        return rules.lookUp().rules();
    }

    /**
     * @param basedOn the version they were made from
     * @throws Changed when another has been published since
     */
    IdentityRules publish(RulesBody body, int basedOn, String by) {
        IdentityRules next = body.read(basedOn + 1).rules();
        try {
            commands.await(new PublishIdentityRules(
                    Rulebook.ID, next, by, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        } catch (ClaimLost | ConcurrencyException lost) {
            throw stale();
        }
        return inForce();
    }

    static Changed stale() {
        return new Changed("rules-changed", "Somebody has published other rules since; read them and decide again.");
    }
}
