package io.annals.command.tracking;

import io.annals.command.Tally;
import io.annals.command.Tally.Count;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counts what came, by source, kind, outcome, reason and hour: all that is ever stored of somebody who allowed nothing. */
final class ArrivalCounts implements AutoCloseable {

    private static final String ADD =
            """
            insert into arrival (source, kind, outcome, reason, hour, count, last_at) values (?, ?, ?, ?, ?, ?, ?)
            on conflict (source, hour, kind, outcome, reason) do update
            set count = arrival.count + excluded.count, last_at = greatest(arrival.last_at, excluded.last_at)
            """;

    private final JdbcTemplate database;
    private final Tally<Key> tally;

    private record Key(String source, String kind, String outcome, String reason, Instant hour) {}

    /** One hour's count of one kind of refusal. */
    record Refused(String source, String kind, String reason, Instant hour, long count) {}

    /** @param reason of what was refused or rejected; the rule, of what was dropped */
    record Counted(Instant hour, String kind, Outcomes.Status outcome, @Nullable String reason, long count) {}

    ArrivalCounts(DataSource database) {
        this.database = new JdbcTemplate(database);
        this.tally = new Tally<>("arrival-counts", this::write);
    }

    void count(String source, List<Outcomes.Outcome> outcomes, Instant at) {
        Instant hour = at.truncatedTo(ChronoUnit.HOURS);
        tally.add(
                outcomes.stream()
                        .map(outcome -> new Key(
                                source,
                                outcome.kind(),
                                outcome.status().name(),
                                Objects.requireNonNullElse(outcome.code(), ""),
                                hour))
                        .toList(),
                at);
    }

    /** What was refused, rejected or dropped. */
    List<Refused> refusedSince(Instant instant) {
        tally.flush();
        return database.query(
                """
                select source, kind, reason, hour, sum(count) from arrival
                where hour >= ? and outcome in ('REFUSED', 'REJECTED', 'DROPPED')
                group by source, kind, reason, hour order by hour desc, sum(count) desc
                """,
                (row, number) -> new Refused(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant(),
                        row.getLong(5)),
                Timestamp.from(instant));
    }

    List<Counted> since(String source, Instant instant) {
        tally.flush();
        return database.query(
                """
                select hour, kind, outcome, reason, count from arrival
                where source = ? and hour >= ? order by hour desc, count desc, kind, outcome, reason
                """,
                (row, number) -> new Counted(
                        row.getTimestamp(1).toInstant(),
                        row.getString(2),
                        Outcomes.Status.valueOf(row.getString(3)),
                        row.getString(4).isEmpty() ? null : row.getString(4),
                        row.getLong(5)),
                source,
                Timestamp.from(instant));
    }

    /** When anything last came from it, kept or not; {@code null} when nothing ever did. */
    @Nullable
    Instant lastSeen(String source) {
        tally.flush();
        Timestamp last = database.queryForObject(
                """
                select max(last_at) from arrival
                where source = ? and hour = (select max(hour) from arrival where source = ?)
                """,
                Timestamp.class,
                source,
                source);
        return last == null ? null : last.toInstant();
    }

    @Override
    public void close() {
        tally.close();
    }

    private void write(Map<Key, Count> counts) {
        // In one order everywhere, so that two processes cannot wait for each other's rows.
        List<Object[]> rows = counts.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
        database.batchUpdate(ADD, rows);
    }

    private static Object[] row(Key key, Count count) {
        return new Object[] {
            key.source(),
            key.kind(),
            key.outcome(),
            key.reason(),
            Timestamp.from(key.hour()),
            count.count(),
            Timestamp.from(count.last())
        };
    }
}
