package io.annals.contracts.customer;

import io.annals.contracts.EventName;
import java.time.Instant;

/** Which rules decide who is who. Nothing here is about a person; a blocked value stands for nobody. */
public sealed interface IdentityRulesEvent {

    /** From now on these are in force, complete as they stand. What was merged before stays merged. */
    @EventName("identity-rules-published")
    record IdentityRulesPublished(String rulesId, IdentityRules rules, String by, Instant at)
            implements IdentityRulesEvent {}
}
