/** Who looked at people, and who made the platform do what. */
@NullMarked
package io.annals.eventstore.access;

import org.jspecify.annotations.NullMarked;
