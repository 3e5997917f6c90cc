/** Who may use the platform. */
@NullMarked
package io.annals.command.access;

import org.jspecify.annotations.NullMarked;
