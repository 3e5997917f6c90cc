package io.annals.contracts.audit;

import io.annals.contracts.EventName;
import io.annals.contracts.access.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who looked at people, and who made the platform do what. Stored in clear and for ever, so it holds random ids and codes,
 * and nothing that says who somebody was. Instants are UTC.
 */
public sealed interface AuditEvent {

    /**
     * Stands in a stream of its own, whose id is the access's. It is durable before its answer leaves, or before what was
     * asked for is done.
     *
     * @param endpoint method and path, as the API is described: {@code GET /api/customers/{id}}
     * @param fields what of people the answer held
     * @param actor the name of the token
     * @param reason a reference such as a ticket's number, when one was given
     * @param requestId the answer's {@code Annals-Request} header
     * @param customers the people concerned; empty when the endpoint is about everybody, or about nobody
     */
    @EventName("access-recorded")
    record AccessRecorded(
            String accessId,
            Kind kind,
            String endpoint,
            Fields fields,
            String actor,
            List<Role> roles,
            @Nullable String reason,
            String requestId,
            List<String> customers,
            Instant at)
            implements AuditEvent {}

    enum Kind {
        /** One person, now or at a past instant. */
        CUSTOMER,
        /** One person's events. */
        HISTORY,
        /** Persons in a list. */
        SEARCH,
        /** What sources send, as it comes or as it could not be read. */
        ARRIVALS,
        /** Everything of one person, for that person. */
        PASSPORT,
        /** Everything of everybody. */
        EXPORT,
        /** The proof that a person was erased. */
        CERTIFICATE,
        /** These records. */
        ACCESS_LOG,
        /** Something was to be done. */
        OPERATION
    }

    enum Fields {
        /** Ids and counts. */
        NONE,
        MASKED,
        CLEAR,
        /** As they are stored: nothing that opens without keys. */
        SEALED
    }
}
