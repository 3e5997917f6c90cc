package io.annals.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.command.access.Secrets;
import io.annals.contracts.access.Role;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whom a token lets in. Reads one table and nothing else, so every role can ask. */
@FunctionalInterface
public interface AccessTokens {

    Optional<Grant> find(String token);

    record Grant(String name, Role role) {}

    /** Known tokens are remembered for a few seconds; an unknown one is always looked up, so a new one works at once. */
    static AccessTokens in(DataSource source) {
        JdbcTemplate database = new JdbcTemplate(source);
        Cache<String, Grant> known = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(Duration.ofSeconds(5))
                .build();
        return token -> {
            String hash = Secrets.sha256(token);
            Grant remembered = known.getIfPresent(hash);
            if (remembered != null) {
                return Optional.of(remembered);
            }
            // Not loaded by the cache: all who bring one token would wait in line for a store that is away.
            Optional<Grant> found = database
                    .query(
                            "select name, role from access_token where hash = ?",
                            (row, number) -> new Grant(row.getString(1), Role.valueOf(row.getString(2))),
                            hash)
                    .stream()
                    .findFirst();
            found.ifPresent(grant -> known.put(hash, grant));
            return found;
        };
    }
}
