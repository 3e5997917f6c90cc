package io.annals.command.codebook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.command.Commands;
import io.annals.command.source.Sources.Registered;
import io.annals.contracts.source.CodeBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The books published last, by whichever process. */
public final class CodeBooks {

    /** What the cleaning rules call them. */
    public static final String RULE = "code-book";

    /** A version published by another process is obeyed after this. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final JdbcTemplate database;
    private final CodeCounts counts;
    private final Cache<String, Codes> bySource = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    CodeBooks(DataSource database, CodeCounts counts) {
        this.database = new JdbcTemplate(database);
        this.counts = counts;
    }

    public Coding coding(Registered source) {
        if (source.cleaning().off().contains(RULE)) {
            return Coding.none();
        }
        Codes known = bySource.getIfPresent(source.sourceId());
        if (known == null) {
            known = new Codes(newest(Book.OF_ALL), newest(Book.of(source.sourceId())));
            bySource.put(source.sourceId(), known);
        }
        return new Coding(known, source.declaration());
    }

    public void count(Registered source, Coding coding, Instant at) {
        counts.add(source.sourceId(), coding.noted(), at);
    }

    CodeBook newest(String bookId) {
        List<String> found = Commands.asking(() -> database.queryForList(
                "select book from code_book where book_id = ? order by version desc limit 1", String.class, bookId));
        return found.isEmpty() ? CodeBook.empty() : BookCompanion.read(found.get(0));
    }

    /** What this process changed, it sees at once. */
    void forget() {
        bySource.invalidateAll();
    }
}
