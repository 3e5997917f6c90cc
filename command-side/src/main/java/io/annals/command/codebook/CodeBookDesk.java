package io.annals.command.codebook;

import io.annals.command.CommandProblem.Changed;
import io.annals.command.Commands;
import io.annals.contracts.source.CodeBook;
import io.annals.contracts.source.PublishCodeBook;
import io.annals.eventstore.ClaimLost;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.axonframework.modelling.command.ConcurrencyException;

/** Where code books are published. */
final class CodeBookDesk {

    private final CodeBooks books;
    private final Commands commands;
    private final Clock clock;

    CodeBookDesk(CodeBooks books, Commands commands, Clock clock) {
        this.books = books;
        this.commands = commands;
        this.clock = clock;
    }

    /** @throws Changed when another version has been published since the one it was made from */
    void publish(String bookId, CodeBook book, String by) {
        try {
            commands.await(new PublishCodeBook(bookId, book, by, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        } catch (ClaimLost | ConcurrencyException lost) {
            throw stale();
        }
        books.forget();
    }

    static Changed stale() {
        return new Changed("codes-changed", "Somebody has published another version since; read it and decide again.");
    }
}
