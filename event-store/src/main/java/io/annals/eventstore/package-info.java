/** The log: one gap-free order of immutable, encrypted events in PostgreSQL, behind Axon's storage engine. */
@NullMarked
package io.annals.eventstore;

import org.jspecify.annotations.NullMarked;
