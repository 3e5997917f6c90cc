package io.annals.command.purpose;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.command.CommandProblem.NotFound;
import io.annals.command.Commands;
import io.annals.contracts.customer.ConsentTerms;
import io.annals.contracts.customer.PurposeTerms;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The terms published last, by whichever process. */
public final class TermsInForce {

    /** A version published by another process is obeyed after this. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static final String NEWEST = "select terms from consent_terms order by version desc limit 1";

    private final JdbcTemplate database;
    private final Cache<String, ConsentTerms> newest =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build();

    TermsInForce(DataSource database) {
        this.database = new JdbcTemplate(database);
    }

    public ConsentTerms now() {
        ConsentTerms known = newest.getIfPresent(NEWEST);
        return known == null ? lookUp() : known;
    }

    /** @throws NotFound when nobody is asked for such a purpose */
    public PurposeTerms expect(String purpose) {
        ConsentTerms terms = now();
        return terms.of(purpose).orElseThrow(() -> unknown(terms));
    }

    /** That somebody named a purpose the terms do not have. */
    public static NotFound unknown(ConsentTerms terms) {
        return new NotFound(
                "purpose-unknown",
                "The purposes are "
                        + String.join(", ", terms.names().stream().sorted().toList()) + ".");
    }

    /** Past what is remembered. */
    ConsentTerms lookUp() {
        List<String> found = Commands.asking(() -> database.queryForList(NEWEST, String.class));
        ConsentTerms terms = found.isEmpty() ? ConsentTerms.DEFAULTS : TermsCompanion.read(found.get(0));
        newest.put(NEWEST, terms);
        return terms;
    }
}
