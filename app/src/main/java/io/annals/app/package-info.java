/** Composes: one jar, four roles, the embedded engines, the command line. */
@NullMarked
package io.annals.app;

import org.jspecify.annotations.NullMarked;
