package io.annals.contracts.segment;

import io.annals.contracts.audit.AboutCustomers;
import io.annals.contracts.customer.CustomerSummary;
import java.util.Collection;
import java.util.List;

/**
 * Whom a rule means at this moment.
 *
 * @param count customers the rule means
 * @param of customers who allow profiling; only they can be meant
 * @param sample some of them, those seen last
 * @param tookMs milliseconds
 * @param position of the last event that is in this answer
 */
public record SegmentPreview(long count, long of, List<CustomerSummary> sample, long tookMs, long position)
        implements AboutCustomers {

    @Override
    public Collection<String> shown() {
        return sample.stream().map(CustomerSummary::customerId).toList();
    }
}
