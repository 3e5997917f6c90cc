/** What was done, and when. */
@NullMarked
package io.annals.query.behavior;

import org.jspecify.annotations.NullMarked;
