/** Finds a customer, and tells who they are or were. */
@NullMarked
package io.annals.query.customer;

import org.jspecify.annotations.NullMarked;
