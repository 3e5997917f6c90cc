package io.annals.eventstore;

import io.annals.contracts.Personal;
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
        @Nullable Object payload) {

    /** The same, as it is read once the person's key is destroyed. */
    LoggedEvent withoutPerson() {
        return payload instanceof Personal
                ? new LoggedEvent(position, stream, sequence, id, name, recordedAt, null)
                : this;
    }
}
