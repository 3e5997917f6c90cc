/** Whom a rule means. */
@NullMarked
package io.annals.query.segment;

import org.jspecify.annotations.NullMarked;
