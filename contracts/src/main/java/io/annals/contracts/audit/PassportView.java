package io.annals.contracts.audit;

import io.annals.contracts.audit.AccessesFound.FoundAccess;
import io.annals.contracts.customer.CustomerHistoryView.HistoricEvent;
import io.annals.contracts.customer.CustomerView;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is held about a person, for that person: nothing is masked. Instants are UTC.
 *
 * @param customer what is known now
 * @param events all of them, in log order; one without content could not be read
 * @param readers who has seen them or acted on them before this copy was made, the latest first
 * @param ledger the last signed head; {@code null} when nothing has been signed
 */
public record PassportView(
        Instant issuedAt,
        CustomerView customer,
        List<HistoricEvent> events,
        List<FoundAccess> readers,
        @Nullable LedgerHeadView ledger)
        implements AboutCustomers {

    @Override
    public Collection<String> shown() {
        return customer.members();
    }
}
