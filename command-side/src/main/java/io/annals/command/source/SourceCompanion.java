package io.annals.command.source;

import io.annals.contracts.source.SourceEvent.SourceCreated;
import io.annals.eventstore.Claim;
import io.annals.eventstore.Companion;
import java.util.List;

/** A write key opens one source; the tracking API finds it by the key's hash. */
final class SourceCompanion implements Companion {

    private static final List<String> COLUMNS = List.of("id", "name", "consent_policy", "key_hash", "created_at");

    @Override
    public List<Claim> claims(Object event) {
        if (!(event instanceof SourceCreated created)) {
            return List.of();
        }
        return List.of(Claim.take(
                "source",
                COLUMNS,
                List.of(
                        created.sourceId(),
                        created.name(),
                        PolicyText.write(created.consentPolicy()),
                        created.writeKeyHash(),
                        created.at())));
    }
}
