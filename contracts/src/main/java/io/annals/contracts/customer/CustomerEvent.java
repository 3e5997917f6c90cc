package io.annals.contracts.customer;

import io.annals.contracts.KeyScope;
import io.annals.contracts.Personal;
import java.time.Instant;

/** Whatever stands in a customer's stream. The stream's id is the customer id. */
public interface CustomerEvent extends Personal {

    String customerId();

    /** When it happened to the customer, UTC; not when it was stored. */
    Instant at();

    @Override
    default KeyScope keyScope() {
        return KeyScope.core(customerId());
    }
}
