package io.annals.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** The queries over the log's two tables. */
final class EventRows {

    private static final String SELECT = "select position, " + EventRow.COLUMNS + " from event ";
    private static final int FETCH = 1_000;

    private final DataSource database;

    EventRows(DataSource database) {
        this.database = database;
    }

    List<EventRow> after(long position, int limit) {
        return rows(SELECT + "where position > ? order by position limit ?", position, limit);
    }

    List<EventRow> named(Collection<String> names, long position, long end, int limit) {
        return rows(
                SELECT + "where position > ? and position <= ? and name = any(?) order by position limit ?",
                position,
                end,
                names.toArray(String[]::new),
                limit);
    }

    List<EventRow> ofStream(String stream, long sequence, int limit) {
        return rows(SELECT + "where stream = ? and sequence > ? order by sequence limit ?", stream, sequence, limit);
    }

    /** Empty, or the stream's newest event. */
    List<EventRow> last(String stream) {
        return rows(SELECT + "where stream = ? order by sequence desc limit 1", stream);
    }

    /** The streams erased after one position, up to another. */
    List<String> erased(long after, long upTo) {
        return texts(
                "select stream from event where name = 'customer-erased' and position > ? and position <= ?",
                after,
                upTo);
    }

    /** Those of the streams that were erased. */
    Set<String> erased(Collection<String> streams) {
        return streams.isEmpty()
                ? Set.of()
                : Set.copyOf(
                        texts("select stream from event where name = 'customer-erased' and stream = any(?)", (Object)
                                streams.toArray(String[]::new)));
    }

    long lastErasure() {
        return number("select max(position) from event where name = 'customer-erased'")
                .orElse(0L);
    }

    /** Empty, or the one snapshot. */
    List<EventRow> snapshot(String stream) {
        return rows("select 0, " + EventRow.COLUMNS + " from snapshot where stream = ?", stream);
    }

    long head() {
        return number("select max(position) from event").orElse(0L);
    }

    Optional<Long> lastSequence(String stream) {
        return number("select max(sequence) from event where stream = ?", stream);
    }

    /** Position of the last event before the first one stored at or after {@code instant}. */
    long positionAt(Instant instant) {
        return number("select min(position) - 1 from event where recorded_at >= ?", instant.atOffset(ZoneOffset.UTC))
                .orElseGet(this::head);
    }

    /** Leaves no snapshot of a stream that was erased since it was summed up. */
    void storeSnapshot(EventRow row) {
        String upsert = "insert into snapshot (" + EventRow.COLUMNS + ") select ?, ?, ?, ?, ?, ?, ?, ?, ?"
                + " where not exists (select from event where name = 'customer-erased' and stream = ?)"
                + " on conflict (stream) do update set sequence = excluded.sequence, aggregate = excluded.aggregate,"
                + " name = excluded.name, revision = excluded.revision, event_id = excluded.event_id,"
                + " recorded_at = excluded.recorded_at, key_id = excluded.key_id, content = excluded.content"
                + " where snapshot.sequence <= excluded.sequence";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(upsert)) {
            bind(
                    statement,
                    row.stream(),
                    row.sequence(),
                    row.aggregate(),
                    row.name(),
                    row.revision(),
                    row.eventId(),
                    row.recordedAt().atOffset(ZoneOffset.UTC),
                    row.keyId(),
                    row.content(),
                    row.stream());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    private List<EventRow> rows(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH);
            bind(statement, parameters);
            List<EventRow> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(EventRow.read(found));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    private List<String> texts(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            List<String> texts = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    texts.add(found.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    private Optional<Long> number(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return Optional.ofNullable(found.getObject(1, Long.class));
            }
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    private static void bind(PreparedStatement statement, @org.jspecify.annotations.Nullable Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
