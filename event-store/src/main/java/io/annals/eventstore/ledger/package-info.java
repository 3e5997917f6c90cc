/** The ledger: proof that nobody has edited, deleted, inserted, reordered or truncated the log. */
@NullMarked
package io.annals.eventstore.ledger;

import org.jspecify.annotations.NullMarked;
