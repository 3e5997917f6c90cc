package io.annals.contracts.customer;

import java.util.List;

/** @param total all that match; {@code customers} are the first of them */
public record CustomersFound(long total, List<CustomerSummary> customers) {}
