package io.annals.eventstore.ledger;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/**
 * Stored events as the ledger hashes them, in log order: all columns, the content still sealed, as the database itself
 * holds them. PostgreSQL's binary copy hands over the bytes with nothing decoded in between; docs/ledger.md has the
 * layout of an entry.
 */
final class Entries implements AutoCloseable {

    private static final byte[] TAG = "annals-event/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FIELDS = 10;
    private static final int TIME = 7;

    /** Where the position's eight bytes stand. */
    private static final int POSITION_AT = TAG.length + Integer.BYTES;

    /** PostgreSQL counts microseconds from 2000-01-01. */
    private static final long EPOCH = 946_684_800_000_000L;

    private static final int COPY_HEADER = 19;
    private static final int BUFFER = 1 << 16;

    private final InputStream copy;
    private final DataInputStream in;

    /** @param entry the bytes that are hashed */
    record Entry(long position, byte[] entry) {

        /** As it would read at another position. */
        byte[] at(long other) {
            return ByteBuffer.wrap(entry.clone()).putLong(POSITION_AT, other).array();
        }
    }

    private Entries(Connection connection, String where) throws SQLException, IOException {
        copy = new PGCopyInputStream(
                connection.unwrap(PGConnection.class),
                "copy (select position, stream, sequence, aggregate, name, revision, event_id, recorded_at, key_id, content"
                        + " from event " + where + ") to stdout (format binary)");
        in = new DataInputStream(new BufferedInputStream(copy, BUFFER));
        in.skipNBytes(COPY_HEADER);
    }

    /** Every row there is, also where none should be. */
    static Entries all(Connection connection) throws SQLException, IOException {
        return new Entries(connection, "order by position");
    }

    /** The events after {@code position}, at most {@code limit}. */
    static Entries after(Connection connection, long position, int limit) throws SQLException, IOException {
        return new Entries(connection, "where position > " + position + " order by position limit " + limit);
    }

    /** {@code null} at the end. */
    @Nullable
    Entry next() throws IOException {
        if (in.readShort() < 0) {
            return null;
        }
        byte[][] fields = new byte[FIELDS][];
        int length = TAG.length + FIELDS * Integer.BYTES;
        for (int i = 0; i < FIELDS; i++) {
            int bytes = in.readInt();
            if (bytes >= 0) {
                fields[i] = in.readNBytes(bytes);
                length += bytes;
            }
        }
        ByteBuffer time = ByteBuffer.wrap(fields[TIME]);
        time.putLong(0, time.getLong(0) + EPOCH);
        ByteBuffer entry = ByteBuffer.allocate(length).put(TAG);
        for (byte[] field : fields) {
            entry.putInt(field == null ? -1 : field.length);
            if (field != null) {
                entry.put(field);
            }
        }
        return new Entry(entry.getLong(POSITION_AT), entry.array());
    }

    @Override
    public void close() throws IOException {
        copy.close();
    }
}
