package io.annals.command.codebook;

import io.annals.command.Tally;
import io.annals.command.Tally.Count;
import io.annals.command.codebook.Coding.Noted;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counts what the code books changed, and the values none of them knows. */
final class CodeCounts implements AutoCloseable {

    /** As many values a field; the others are one, without a text. */
    private static final String ADD =
            """
            insert into code_count (source_id, field, value, known, count, last_at)
            select source, named, case when listed or others < 200 then said else '' end, coded, times, at
            from (values (?::text, ?::text, ?::text, ?::boolean, ?::bigint, ?::timestamptz))
                as told (source, named, said, coded, times, at),
            lateral (select count(*) as others, coalesce(bool_or(value = said), false) as listed
                     from code_count where source_id = source and field = named and known = coded) as there
            on conflict (source_id, field, value, known) do update
            set count = code_count.count + excluded.count, last_at = greatest(code_count.last_at, excluded.last_at)
            """;

    private final JdbcTemplate database;
    private final Tally<Key> tally;

    private record Key(String source, Noted noted) {}

    /** @param value absent where it may be somebody's, or is one too many */
    record CodeCount(String sourceId, String field, String value, boolean known, long count, Instant lastAt) {}

    CodeCounts(DataSource database) {
        this.database = new JdbcTemplate(database);
        this.tally = new Tally<>("code-counts", this::write);
    }

    void add(String source, List<Noted> noted, Instant at) {
        tally.add(noted.stream().map(one -> new Key(source, one)).toList(), at);
    }

    /** The most frequent first; of all sources when the id is empty. */
    List<CodeCount> of(String sourceId) {
        tally.flush();
        return database.query(
                """
                select source_id, field, value, known, count, last_at from code_count
                where ? in ('', source_id) order by count desc, field, value, source_id limit 1000
                """,
                (row, number) -> new CodeCount(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getLong(5),
                        row.getTimestamp(6).toInstant()),
                sourceId);
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
        Noted noted = key.noted();
        return new Object[] {
            key.source(), noted.field(), noted.value(), noted.known(), count.count(), Timestamp.from(count.last())
        };
    }
}
