package io.annals.contracts.audit;

import io.annals.contracts.access.Role;
import io.annals.contracts.audit.AuditEvent.Kind;
import io.annals.contracts.customer.ErasureEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to people's rights in a period, counted by when it was stored. Instants are UTC.
 *
 * @param from included
 * @param until not included
 * @param unreadable decisions and refusals of people who were erased since: their purpose is gone with their keys
 * @param refusals items about known people that were not kept; of unknown ones nothing but hourly counters exists
 * @param accesses by the roles of whoever asked; one with two roles counts for each
 * @param ledger the last signed head; {@code null} when nothing has been signed
 */
public record ComplianceReportView(
        Instant from,
        Instant until,
        Instant issuedAt,
        List<ConsentsCounted> consents,
        long unreadable,
        List<RefusalsCounted> refusals,
        List<ErasuresCounted> erasures,
        List<AccessesCounted> accesses,
        @Nullable LedgerHeadView ledger) {

    public record ConsentsCounted(String purpose, long granted, long withdrawn) {}

    public record RefusalsCounted(String purpose, String reason, long count) {}

    /** @param persons each may have had several streams */
    public record ErasuresCounted(ErasureEvent.Reason reason, long persons) {}

    public record AccessesCounted(Kind kind, Role role, long count) {}
}
