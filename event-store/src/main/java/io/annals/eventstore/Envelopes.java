package io.annals.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the log says of personal events without opening them; it says the same once their keys are destroyed. */
public final class Envelopes {

    private static final String BY_NAME =
            """
            select name, count(*), min(position), max(position), min(recorded_at), max(recorded_at)
            from event where stream = any (?) and key_id is not null group by name
            """;
    private static final String KEYS = "select count(distinct key_id) from event where stream = any (?)";

    private static final String KEYS_LEFT = "select count(*) from subject_key where subject = any (?)";

    private final DataSource database;

    Envelopes(DataSource database) {
        this.database = database;
    }

    /**
     * The sealed events of some streams.
     *
     * @param kinds how many, by event name
     * @param keys how many keys sealed them
     * @param firstPosition 0 when there are no events
     * @param first when the earliest was stored, UTC
     */
    public record Extent(
            long events,
            Map<String, Long> kinds,
            long keys,
            long firstPosition,
            long lastPosition,
            @Nullable Instant first,
            @Nullable Instant last) {

        private Extent plus(ResultSet row) throws SQLException {
            long count = row.getLong(2);
            kinds.put(row.getString(1), count);
            Instant earliest = row.getObject(5, OffsetDateTime.class).toInstant();
            Instant latest = row.getObject(6, OffsetDateTime.class).toInstant();
            return new Extent(
                    events + count,
                    kinds,
                    keys,
                    firstPosition == 0 ? row.getLong(3) : Math.min(firstPosition, row.getLong(3)),
                    Math.max(lastPosition, row.getLong(4)),
                    first == null || earliest.isBefore(first) ? earliest : first,
                    last == null || latest.isAfter(last) ? latest : last);
        }
    }

    /** How many keys there still are to open anything of these customers. */
    public long keysLeft(Collection<String> customers) {
        try (Connection connection = database.getConnection();
                PreparedStatement left = connection.prepareStatement(KEYS_LEFT)) {
            left.setArray(1, connection.createArrayOf("text", customers.toArray()));
            try (ResultSet counted = left.executeQuery()) {
                counted.next();
                return counted.getLong(1);
            }
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    public Extent of(Collection<String> streams) {
        try (Connection connection = database.getConnection();
                PreparedStatement keys = connection.prepareStatement(KEYS);
                PreparedStatement byName = connection.prepareStatement(BY_NAME)) {
            keys.setArray(1, connection.createArrayOf("text", streams.toArray()));
            byName.setArray(1, connection.createArrayOf("text", streams.toArray()));
            try (ResultSet counted = keys.executeQuery();
                    ResultSet rows = byName.executeQuery()) {
                counted.next();
                Extent extent = new Extent(0, new TreeMap<>(), counted.getLong(1), 0, 0, null, null);
                while (rows.next()) {
                    extent = extent.plus(rows);
                }
                return extent;
            }
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }
}
