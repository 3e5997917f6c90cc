package io.annals.command.source;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.command.CommandProblem.NotFound;
import io.annals.command.CommandProblem.Unauthenticated;
import io.annals.command.Commands;
import io.annals.command.access.Secrets;
import io.annals.contracts.source.CleaningSettings;
import io.annals.contracts.source.ConsentPolicy;
import io.annals.contracts.source.Declaration;
import io.annals.contracts.source.HookSettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The sources there are, as this side knows them. */
public final class Sources {

    /** A change made by another process is seen after this. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static final String SELECT =
            "select id, name, consent_policy, enabled, created_at, cleaning, declaration, hook from source";

    private static final String BY_KEY =
            """
            select id, name, consent_policy, enabled, created_at, cleaning, declaration, hook from source
            join source_key on source_key.source_id = source.id
            where hash = ? and (ends_at is null or ends_at > ?)
            """;

    private static final RowMapper<Registered> READ = (row, number) -> new Registered(
            row.getString(1),
            row.getString(2),
            PolicyText.read(row.getString(3)),
            row.getBoolean(4),
            row.getObject(5, OffsetDateTime.class).toInstant(),
            SettingsText.cleaning(row.getString(6)),
            SettingsText.declaration(row.getString(7)),
            SettingsText.hook(row.getString(8)));

    private final JdbcTemplate database;
    private final Clock clock;
    private final Cache<String, Registered> byKey = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    Sources(DataSource database, Clock clock) {
        this.database = new JdbcTemplate(database);
        this.clock = clock;
    }

    /** One source, without its keys; what else is set is told where it is changed. */
    public record Registered(
            String sourceId,
            String name,
            ConsentPolicy consentPolicy,
            boolean enabled,
            Instant createdAt,
            @JsonIgnore CleaningSettings cleaning,
            @JsonIgnore Declaration declaration,
            @JsonIgnore @Nullable HookSettings hook) {}

    /**
     * The source this key opens.
     *
     * @throws Unauthenticated when no source has it, or none any more
     * @throws NotFound when the source is disabled
     */
    public Registered open(String writeKey) {
        Registered source = byWriteKey(writeKey);
        if (source == null) {
            throw new Unauthenticated("write-key-unknown", "No source has this write key.");
        }
        if (!source.enabled()) {
            throw new NotFound("source-disabled", "This source is disabled.");
        }
        return source;
    }

    List<Registered> all() {
        return Commands.asking(() -> database.query(SELECT + " order by created_at, id", READ));
    }

    /** @throws NotFound when there is no such source */
    public Registered find(String sourceId) {
        return Commands.asking(() -> database.query(SELECT + " where id = ?", READ, sourceId)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("source-unknown", "There is no such source."));
    }

    /** What this process changed, it sees at once. */
    void forget() {
        byKey.invalidateAll();
    }

    private @Nullable Registered byWriteKey(String writeKey) {
        if (!WriteKey.looksRight(writeKey)) {
            return null;
        }
        Registered known = byKey.getIfPresent(writeKey);
        if (known != null) {
            return known;
        }
        // Not loaded by the cache: all who bring one key would wait, one after the other, for a store that is away.
        List<Registered> found =
                database.query(BY_KEY, READ, Secrets.sha256(writeKey), Timestamp.from(clock.instant()));
        if (found.isEmpty()) {
            return null;
        }
        byKey.put(writeKey, found.get(0));
        return found.get(0);
    }
}
