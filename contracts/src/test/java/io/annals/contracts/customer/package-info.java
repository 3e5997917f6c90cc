@NullMarked
package io.annals.contracts.customer;

import org.jspecify.annotations.NullMarked;
