package io.annals.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.command.access.Secrets;
import io.annals.contracts.access.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whom a token lets in. Reads one table and nothing else, so every role can ask. */
@FunctionalInterface
public interface AccessTokens {

    /** How every token begins; secret scanners know it by that. */
    String PREFIX = "annals_";

    /** Empty for a token that was never issued, was revoked, or has expired. */
    Optional<Grant> find(String token);

    record Grant(String name, Role role) {}

    /** Known tokens are remembered for a few seconds; an unknown one is always looked up, so a new one works at once. */
    static AccessTokens in(DataSource source, Clock clock) {
        record Known(Grant grant, Instant expires) {}
        JdbcTemplate database = new JdbcTemplate(source);
        Cache<String, Known> known = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(Duration.ofSeconds(5))
                .build();
        return token -> {
            String hash = Secrets.sha256(token);
            Known remembered = known.getIfPresent(hash);
            // Not loaded by the cache: all who bring one token would wait in line for a store that is away.
            if (remembered == null) {
                remembered = database
                        .query(
                                "select name, role, expires_at from access_token where hash = ?",
                                (row, number) -> new Known(
                                        new Grant(row.getString(1), Role.valueOf(row.getString(2))),
                                        row.getTimestamp(3).toInstant()),
                                hash)
                        .stream()
                        .findFirst()
                        .orElse(null);
                if (remembered == null) {
                    return Optional.empty();
                }
                known.put(hash, remembered);
            }
            return clock.instant().isBefore(remembered.expires()) ? Optional.of(remembered.grant()) : Optional.empty();
        };
    }
}
