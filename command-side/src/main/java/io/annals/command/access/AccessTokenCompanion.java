package io.annals.command.access;

import io.annals.contracts.access.AccessEvent;
import io.annals.contracts.access.AccessEvent.TokenIssued;
import io.annals.eventstore.Claim;
import io.annals.eventstore.Companion;
import java.time.Instant;
import java.util.List;

/** Every process that answers requests finds tokens here, by hash. */
final class AccessTokenCompanion implements Companion {

    private static final String TABLE = "access_token";
    private static final List<String> COLUMNS =
            List.of("hash", "token_id", "name", "role", "issued_by", "issued_at", "expires_at");

    @Override
    public List<Claim> claims(Object event) {
        if (!(event instanceof AccessEvent said)) {
            return List.of();
        }
        if (!(said instanceof TokenIssued issued)) {
            return List.of(Claim.release(TABLE, List.of("token_id"), List.of(said.tokenId())));
        }
        return List.of(Claim.take(
                TABLE,
                COLUMNS,
                List.of(
                        issued.tokenHash(),
                        issued.tokenId(),
                        issued.name(),
                        issued.role().name(),
                        issued.by() == null ? "" : issued.by(),
                        issued.at(),
                        issued.expires() == null ? Instant.parse("9999-12-31T00:00:00Z") : issued.expires())));
    }
}
