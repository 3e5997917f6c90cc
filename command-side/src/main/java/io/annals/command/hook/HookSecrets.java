package io.annals.command.hook;

import io.annals.contracts.KeyScope;
import io.annals.eventstore.SubjectCipher;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The secrets sources share with third parties. A hash would not do: a signature is checked by signing again. */
final class HookSecrets {

    private final JdbcTemplate database;
    private final SubjectCipher cipher;

    HookSecrets(DataSource database, SubjectCipher cipher) {
        this.database = new JdbcTemplate(database);
        this.cipher = cipher;
    }

    /** @param endsAt absent for the one given last */
    record Shared(String secretId, String sealed, @Nullable Instant endsAt) {}

    String sealed(String sourceId, String secretId, String secret) {
        KeyScope scope = KeyScope.secret(sourceId);
        cipher.make(scope);
        byte[] sealed = cipher.seal(scope, secret.getBytes(StandardCharsets.UTF_8), context(sourceId, secretId));
        return Base64.getEncoder().encodeToString(sealed);
    }

    /** Those that are believed now. */
    List<Shared> of(String sourceId, Instant now) {
        return database.query(
                """
                select id, sealed, ends_at from hook_secret
                where source_id = ? and (ends_at is null or ends_at > ?) order by ends_at nulls first, id
                """,
                (row, number) -> {
                    OffsetDateTime endsAt = row.getObject(3, OffsetDateTime.class);
                    return new Shared(row.getString(1), row.getString(2), endsAt == null ? null : endsAt.toInstant());
                },
                sourceId,
                Timestamp.from(now));
    }

    List<byte[]> opened(String sourceId, Instant now) {
        List<byte[]> secrets = new ArrayList<>();
        for (Shared shared : of(sourceId, now)) {
            byte[] sealed = Base64.getDecoder().decode(shared.sealed());
            byte[] secret = cipher.open(KeyScope.secret(sourceId), sealed, context(sourceId, shared.secretId()));
            if (secret != null) {
                secrets.add(secret);
            }
        }
        return secrets;
    }

    private static String context(String sourceId, String secretId) {
        return "hook/" + sourceId + "/" + secretId;
    }
}
