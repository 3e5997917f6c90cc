/** What was done, one document each, without anybody's name. */
@NullMarked
package io.annals.projections.behavior;

import org.jspecify.annotations.NullMarked;
