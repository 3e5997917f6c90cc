/** What other rules of identity would have made of the whole history. */
@NullMarked
package io.annals.command.rehearsal;

import org.jspecify.annotations.NullMarked;
