/** Where behaviours come from, and how consent reaches us from there. */
@NullMarked
package io.annals.command.source;

import org.jspecify.annotations.NullMarked;
