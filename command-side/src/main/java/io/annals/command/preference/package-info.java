/** The preference centre: what a person sees and decides about themselves, through a signed link. */
@NullMarked
package io.annals.command.preference;

import org.jspecify.annotations.NullMarked;
