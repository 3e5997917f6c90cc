package io.annals.command.declaration;

import io.annals.contracts.source.Declaration;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.LoggedEvent;
import java.util.List;

/** Suggests what a source could declare, from the newest events. */
final class DeclarationDesk {

    private static final int PAGE = 1_000;
    private static final int MOST_READ = 20_000;
    private static final int ENOUGH = 2_000;

    private final EventLog log;

    DeclarationDesk(EventLog log) {
        this.log = log;
    }

    /** Reads back until it has seen enough of this source, or read enough of all. */
    Declaration suggest(String source) {
        Suggestion suggestion = new Suggestion(source);
        int seen = 0;
        long head = log.head();
        for (long before = head; before > Math.max(0, head - MOST_READ) && seen < ENOUGH; before -= PAGE) {
            long after = Math.max(0, before - PAGE);
            List<LoggedEvent> page = log.read(after, (int) (before - after));
            for (LoggedEvent event : page) {
                seen += suggestion.learn(event.payload()) ? 1 : 0;
            }
        }
        return suggestion.made();
    }
}
