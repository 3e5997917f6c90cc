package io.annals.contracts.audit;

import io.annals.contracts.audit.AuditEvent.AccessRecorded;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who saw or did what, the latest first.
 *
 * @param customers the streams that were asked about; empty when all were
 * @param next the {@code after} of the following page; {@code null} when there is nothing more
 */
public record AccessesFound(List<FoundAccess> accesses, List<String> customers, @Nullable String next)
        implements AboutCustomers {

    /** @param position of the event in the log; an inclusion proof is asked for with it */
    public record FoundAccess(long position, AccessRecorded access) {}

    @Override
    public Collection<String> shown() {
        return customers;
    }
}
