package io.annals.command.identity;

import io.annals.contracts.customer.IdentityRules;
import io.annals.contracts.customer.IdentityRulesEvent.IdentityRulesPublished;
import io.annals.eventstore.Claim;
import io.annals.eventstore.Companion;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A version is published once; whoever resolves names reads the newest. */
final class RulesCompanion implements Companion {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public List<Claim> claims(Object event) {
        if (!(event instanceof IdentityRulesPublished published)) {
            return List.of();
        }
        IdentityRules rules = published.rules();
        return List.of(Claim.take(
                "identity_rules",
                List.of("version", "rules"),
                List.of(rules.version(), JSON.writeValueAsString(rules))));
    }

    static IdentityRules read(String rules) {
        return JSON.readValue(rules, IdentityRules.class);
    }
}
