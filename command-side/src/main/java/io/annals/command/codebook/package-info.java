/** Values that are written differently and mean the same. */
@NullMarked
package io.annals.command.codebook;

import org.jspecify.annotations.NullMarked;
