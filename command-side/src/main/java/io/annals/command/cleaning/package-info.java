/** What is left out of what a source sends, and how the rest is made alike. */
@NullMarked
package io.annals.command.cleaning;

import org.jspecify.annotations.NullMarked;
