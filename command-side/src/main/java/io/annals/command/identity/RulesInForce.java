package io.annals.command.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.command.Commands;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rules published last, by whichever process. */
public final class RulesInForce {

    /** A version published by another process is obeyed after this. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static final String NEWEST = "select rules from identity_rules order by version desc limit 1";

    private final JdbcTemplate database;
    private final Cache<String, Naming> newest =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build();

    RulesInForce(DataSource database) {
        this.database = new JdbcTemplate(database);
    }

    public Naming now() {
        Naming known = newest.getIfPresent(NEWEST);
        return known == null ? lookUp() : known;
    }

    /** Past what is remembered. */
    Naming lookUp() {
        List<String> found = Commands.asking(() -> database.queryForList(NEWEST, String.class));
        Naming naming = found.isEmpty() ? Naming.DEFAULTS : Naming.of(RulesCompanion.read(found.get(0)));
        newest.put(NEWEST, naming);
        return naming;
    }
}
