package io.annals.command.declaration;

import io.annals.command.Tally;
import io.annals.command.Tally.Count;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counts what sources said without having declared it: names, never values. */
public final class UndeclaredFields implements AutoCloseable {

    private static final String OTHER = "other";
    /** A name may be somebody's, too: an e-mail address, a number. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\d_$ :.-]{0,150}");

    /** As many names a source; the others are one. */
    private static final String ADD =
            """
            insert into undeclared_field (source_id, field, count, last_at)
            select source, case when known or others < 500 then said else 'other' end, times, at
            from (values (?::text, ?::text, ?::bigint, ?::timestamptz)) as told (source, said, times, at),
            lateral (select count(*) as others, coalesce(bool_or(field = said), false) as known
                     from undeclared_field where source_id = source) as there
            on conflict (source_id, field) do update
            set count = undeclared_field.count + excluded.count,
                last_at = greatest(undeclared_field.last_at, excluded.last_at)
            """;

    private final JdbcTemplate database;
    private final Tally<Key> tally;

    private record Key(String source, String field) {}

    /** @param field where it stood and what it was called; {@code other} for names that could be somebody's */
    record Undeclared(String field, long count, Instant lastAt) {}

    UndeclaredFields(DataSource database) {
        this.database = new JdbcTemplate(database);
        this.tally = new Tally<>("undeclared-fields", this::write);
    }

    public void count(String source, Collection<String> fields, Instant at) {
        tally.add(
                fields.stream()
                        .map(field -> new Key(source, NAME.matcher(field).matches() ? field : OTHER))
                        .toList(),
                at);
    }

    /** The most frequent first. */
    List<Undeclared> of(String source) {
        tally.flush();
        return database.query(
                "select field, count, last_at from undeclared_field where source_id = ? order by count desc, field",
                (row, number) -> new Undeclared(
                        row.getString(1), row.getLong(2), row.getTimestamp(3).toInstant()),
                source);
    }

    @Override
    public void close() {
        tally.close();
    }

    private void write(Map<Key, Count> counts) {
        // In one order everywhere, so that two processes cannot wait for each other's rows.
        database.batchUpdate(
                ADD,
                counts.entrySet().stream()
                        .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                        .map(entry -> row(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static Object[] row(Key key, Count count) {
        return new Object[] {key.source(), key.field(), count.count(), Timestamp.from(count.last())};
    }
}
