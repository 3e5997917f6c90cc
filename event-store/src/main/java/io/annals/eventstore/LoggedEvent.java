package io.annals.eventstore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event as it stands in the log.
 *
 * @param id unique for ever
 * @param recordedAt when it was stored, UTC; "known since"
 * @param payload the event, led to its newest revision; {@code null} when its key was destroyed, {@link Undecodable}
 *     when it cannot be read
 */
public record LoggedEvent(
        long position,
        String stream,
        long sequence,
        String id,
        String name,
        Instant recordedAt,
        @Nullable Object payload) {}
