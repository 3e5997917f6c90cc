/** Who the customers are: the whole of one, and the search among all. */
@NullMarked
package io.annals.projections.customer;

import org.jspecify.annotations.NullMarked;
