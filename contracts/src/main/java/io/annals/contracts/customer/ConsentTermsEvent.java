package io.annals.contracts.customer;

import io.annals.contracts.EventName;
import java.time.Instant;

/** What people are asked for. Nothing here is about a person. */
public sealed interface ConsentTermsEvent {

    /** From now on these are in force, complete as they stand. What was decided before stays decided. */
    @EventName("consent-terms-published")
    record ConsentTermsPublished(String termsId, ConsentTerms terms, String by, Instant at)
            implements ConsentTermsEvent {}
}
