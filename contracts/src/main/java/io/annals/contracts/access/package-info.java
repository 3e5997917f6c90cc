/** Who may use the platform. */
@NullMarked
package io.annals.contracts.access;

import org.jspecify.annotations.NullMarked;
