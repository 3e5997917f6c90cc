/** Where behaviours come from, and how consent reaches them. */
@NullMarked
package io.annals.contracts.source;

import org.jspecify.annotations.NullMarked;
