/** Who a customer is and what they allow. */
@NullMarked
package io.annals.contracts.customer;

import org.jspecify.annotations.NullMarked;
