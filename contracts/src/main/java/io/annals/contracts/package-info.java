/** The language that every room speaks: commands, events and views as records of raw types. */
@NullMarked
package io.annals.contracts;

import org.jspecify.annotations.NullMarked;
