package io.annals.command.source;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.command.Commands;
import io.annals.command.access.Secrets;
import io.annals.contracts.source.ConsentPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The sources there are, as this side knows them. */
public final class Sources {

    /** A change made by another process is seen after this. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static final String SELECT = "select id, name, consent_policy, created_at from source";

    private static final RowMapper<Registered> READ = (row, number) -> new Registered(
            row.getString(1),
            row.getString(2),
            PolicyText.read(row.getString(3)),
            row.getObject(4, OffsetDateTime.class).toInstant());

    private final JdbcTemplate database;
    private final Cache<String, Registered> byKey = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    Sources(DataSource database) {
        this.database = new JdbcTemplate(database);
    }

    /** One source, without its key. */
    public record Registered(String sourceId, String name, ConsentPolicy consentPolicy, Instant createdAt) {}

    public Optional<Registered> byWriteKey(String writeKey) {
        if (!WriteKey.looksRight(writeKey)) {
            return Optional.empty();
        }
        Registered known = byKey.getIfPresent(writeKey);
        if (known != null) {
            return Optional.of(known);
        }
        // Not loaded by the cache: all who bring one key would wait, one after the other, for a store that is away.
        Optional<Registered> found =
                database.query(SELECT + " where key_hash = ?", READ, Secrets.sha256(writeKey)).stream()
                        .findFirst();
        found.ifPresent(source -> byKey.put(writeKey, source));
        return found;
    }

    List<Registered> all() {
        return Commands.asking(() -> database.query(SELECT + " order by created_at, id", READ));
    }
}
