package io.annals.contracts.customer;

import io.annals.contracts.audit.AboutCustomers;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param total all that match; {@code customers} are some of them
 * @param next the {@code after} of the following page; {@code null} when there is nothing more
 */
public record CustomersFound(long total, List<CustomerSummary> customers, @Nullable String next)
        implements AboutCustomers {

    @Override
    public Collection<String> shown() {
        return customers.stream().map(CustomerSummary::customerId).toList();
    }
}
