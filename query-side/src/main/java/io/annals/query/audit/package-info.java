/** What happened, event by event, with the place of each in the log. */
@NullMarked
package io.annals.query.audit;

import org.jspecify.annotations.NullMarked;
