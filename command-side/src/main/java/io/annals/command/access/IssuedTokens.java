package io.annals.command.access;

import io.annals.command.Commands;
import io.annals.contracts.access.Role;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tokens that were issued and not revoked, expired ones among them. */
final class IssuedTokens {

    private final JdbcTemplate database;

    IssuedTokens(DataSource database) {
        this.database = new JdbcTemplate(database);
    }

    /**
     * @param issuedBy {@code null} for the token of the first start
     * @param expires {@code null} when it has no end
     */
    record Issued(
            String tokenId,
            String name,
            Role role,
            @Nullable String issuedBy,
            Instant issuedAt,
            @Nullable Instant expires) {}

    /** The newest first. */
    List<Issued> all() {
        return Commands.asking(() -> database.query(
                "select token_id, name, role, nullif(issued_by, ''), issued_at, nullif(expires_at, '9999-12-31Z')"
                        + " from access_token order by issued_at desc, token_id",
                (row, number) -> {
                    Timestamp expires = row.getTimestamp(6);
                    return new Issued(
                            row.getString(1),
                            row.getString(2),
                            Role.valueOf(row.getString(3)),
                            row.getString(4),
                            Objects.requireNonNull(row.getTimestamp(5)).toInstant(),
                            expires == null ? null : expires.toInstant());
                }));
    }
}
