/** What a customer does. */
@NullMarked
package io.annals.contracts.behavior;

import org.jspecify.annotations.NullMarked;
