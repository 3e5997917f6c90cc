package io.annals.eventstore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as the database holds it: a clear envelope around sealed content.
 *
 * @param position 0 until the group writer has dealt one
 */
record EventRow(
        long position,
        String stream,
        long sequence,
        @Nullable String aggregate,
        String name,
        @Nullable String revision,
        String eventId,
        Instant recordedAt,
        @Nullable UUID keyId,
        byte[] content) {

    static final String COLUMNS = "stream, sequence, aggregate, name, revision, event_id, recorded_at, key_id, content";

    /** Reads {@code position} followed by {@link #COLUMNS}. */
    static EventRow read(ResultSet row) throws SQLException {
        return new EventRow(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getObject(9, UUID.class),
                row.getBytes(10));
    }

    /** What the ciphertext is bound to: moved to another stream, place, name or revision, it no longer opens. */
    String seal() {
        return stream + '\n' + sequence + '\n' + name + '\n' + revision;
    }

    EventRow with(@Nullable UUID key, byte[] sealed) {
        return new EventRow(position, stream, sequence, aggregate, name, revision, eventId, recordedAt, key, sealed);
    }
}
