package io.annals.eventstore.access;

import io.annals.contracts.audit.AuditEvent.AccessRecorded;
import io.annals.eventstore.Claim;
import io.annals.eventstore.Companion;
import java.util.List;

/** Accesses are found here by person, bearer, kind and time; what they were is read from the log. */
final class AccessTrailCompanion implements Companion {

    private static final List<String> COLUMNS = List.of("access_id", "at", "actor", "kind", "roles", "customers");

    @Override
    public List<Claim> claims(Object event) {
        if (!(event instanceof AccessRecorded access)) {
            return List.of();
        }
        return List.of(Claim.take(
                "access_trail",
                COLUMNS,
                List.of(
                        access.accessId(),
                        access.at(),
                        access.actor(),
                        access.kind().name(),
                        access.roles().stream().map(Enum::name).toArray(String[]::new),
                        access.customers().toArray(String[]::new))));
    }
}
