/** Who a customer is, what they allowed and what of their behaviour is kept. */
@NullMarked
package io.annals.command.customer;

import org.jspecify.annotations.NullMarked;
