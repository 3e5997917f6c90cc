package io.annals.contracts.customer;

import io.annals.contracts.audit.InclusionProofView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What anybody may know of an erasure, for ever: read off the clear envelopes of the log and the state of the engines at
 * the moment of asking. Instants are UTC.
 *
 * @param customers every stream of the person, the one that stood for them last
 * @param ends position of the event that ended each stream, by stream; an inclusion proof is asked for with it
 * @param keysDestroyed keys that sealed the events and the person's documents
 * @param keysLeft 0, or the erasure is not what it should be
 * @param proofs of these events, and of the one that tells who asked; empty until a signed head covers them
 * @param views the read models; one that has passed {@code position} holds nothing of the person
 */
public record ErasureCertificate(
        String customerId,
        String requestId,
        Instant at,
        ErasureEvent.Reason reason,
        String actor,
        List<String> customers,
        Map<String, Long> ends,
        long position,
        Events events,
        long keysDestroyed,
        long keysLeft,
        List<InclusionProofView> proofs,
        List<Purged> views,
        Instant issuedAt) {

    /** What became unreadable; positions and instants of storing are those of the first and the last event. */
    public record Events(
            long count,
            Map<String, Long> kinds,
            long firstPosition,
            long lastPosition,
            @Nullable Instant first,
            @Nullable Instant last) {}

    /** @param position of the last event the view has seen */
    public record Purged(String view, long position, boolean purged) {}
}
