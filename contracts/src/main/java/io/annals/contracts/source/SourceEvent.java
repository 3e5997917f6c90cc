package io.annals.contracts.source;

import io.annals.contracts.EventName;
import java.time.Instant;

/** Where behaviours come from. Nothing here is about a person. */
public sealed interface SourceEvent {

    String sourceId();

    /** The write key itself is shown once and never stored; {@code writeKeyHash} is its SHA-256 in hex. */
    @EventName("source-created")
    record SourceCreated(
            String sourceId, String name, ConsentPolicy consentPolicy, String writeKeyHash, String by, Instant at)
            implements SourceEvent {}
}
