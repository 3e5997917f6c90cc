package io.annals.eventstore;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decoded last: followers that go along together share one decryption of each event, near the head or far behind
 * it. A ring by position; what was overwritten is read from the database again.
 */
final class RecentEvents {

    /** About 20 MB at 2.5 KB an event; followers of one process are rarely further apart. */
    private static final int SIZE = 8_192;

    private final @Nullable LoggedEvent[] ring = new LoggedEvent[SIZE];
    private final Forgotten forgotten = new Forgotten();
    private volatile long newest;

    /** Whether a reader at {@code position} goes along with the others; one that replays the past goes alone. */
    boolean wanted(long position) {
        return newest - position < SIZE;
    }

    /** The unbroken run of events after {@code position} that is in memory; often empty. */
    List<LoggedEvent> after(long position, int limit) {
        List<LoggedEvent> run = new ArrayList<>();
        for (long next = position + 1; run.size() < limit; next++) {
            LoggedEvent event = ring[(int) (next % SIZE)];
            if (event == null || event.position() != next) {
                break;
            }
            run.add(event);
        }
        return run;
    }

    void keep(List<LoggedEvent> events) {
        for (LoggedEvent event : events) {
            ring[(int) (event.position() % SIZE)] = forgotten.contains(event.stream()) ? event.withoutPerson() : event;
            newest = Math.max(newest, event.position());
        }
    }

    void forget(String stream) {
        forgotten.add(stream);
        for (int i = 0; i < SIZE; i++) {
            LoggedEvent event = ring[i];
            if (event != null && event.stream().equals(stream)) {
                ring[i] = event.withoutPerson();
            }
        }
    }
}
