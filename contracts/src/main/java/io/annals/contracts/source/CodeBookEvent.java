package io.annals.contracts.source;

import io.annals.contracts.EventName;
import java.time.Instant;

/** How values are kept that are written differently. Nothing here is about a person. */
public sealed interface CodeBookEvent {

    /** From now on it holds, complete as it stands; what was kept before stays as it was kept. */
    @EventName("code-book-published")
    record CodeBookPublished(String bookId, CodeBook book, String by, Instant at) implements CodeBookEvent {}
}
