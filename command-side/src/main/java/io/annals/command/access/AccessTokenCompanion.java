package io.annals.command.access;

import io.annals.contracts.access.AccessEvent.TokenIssued;
import io.annals.eventstore.Claim;
import io.annals.eventstore.Companion;
import java.util.List;

/** Every process that answers requests finds tokens here, by hash. */
final class AccessTokenCompanion implements Companion {

    private static final List<String> COLUMNS = List.of("hash", "name", "role");

    @Override
    public List<Claim> claims(Object event) {
        if (!(event instanceof TokenIssued issued)) {
            return List.of();
        }
        return List.of(Claim.take(
                "access_token",
                COLUMNS,
                List.of(issued.tokenHash(), issued.name(), issued.role().name())));
    }
}
