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
        return token -> Optional.ofNullable(known.get(Secrets.sha256(token), hash -> database
                .query(
                        "select name, role from access_token where hash = ?",
                        (row, number) -> new Grant(row.getString(1), Role.valueOf(row.getString(2))),
                        hash)
                .stream()
                .findFirst()
                .orElse(null)));
    }
}
