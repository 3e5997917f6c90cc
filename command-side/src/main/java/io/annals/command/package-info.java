/** The side that decides: commands in, events out. Other sides learn of it through the log alone. */
@NullMarked
package io.annals.command;

import org.jspecify.annotations.NullMarked;
