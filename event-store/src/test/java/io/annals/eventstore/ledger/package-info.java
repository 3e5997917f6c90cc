@org.jspecify.annotations.NullMarked
package io.annals.eventstore.ledger;
