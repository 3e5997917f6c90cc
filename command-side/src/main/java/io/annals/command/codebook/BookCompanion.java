package io.annals.command.codebook;

import io.annals.contracts.source.CodeBook;
import io.annals.contracts.source.CodeBookEvent.CodeBookPublished;
import io.annals.eventstore.Claim;
import io.annals.eventstore.Companion;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A version of a book is published once; whoever reads calls looks up the newest. */
final class BookCompanion implements Companion {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public List<Claim> claims(Object event) {
        if (!(event instanceof CodeBookPublished published)) {
            return List.of();
        }
        CodeBook book = published.book();
        return List.of(Claim.take(
                "code_book",
                List.of("book_id", "version", "book"),
                List.of(published.bookId(), book.version(), JSON.writeValueAsString(book))));
    }

    static CodeBook read(String book) {
        return JSON.readValue(book, CodeBook.class);
    }
}
