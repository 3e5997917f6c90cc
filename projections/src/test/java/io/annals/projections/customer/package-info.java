@NullMarked
package io.annals.projections.customer;

import org.jspecify.annotations.NullMarked;
