package io.annals.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The log as its followers read it. Positions are global, begin at 1 and have no gap: whoever has read up to {@code n}
 * has seen every event there is up to {@code n}.
 */
public interface EventLog {

    /** Position of the newest event, 0 when there is none. What this process has appended is included. */
    long head();

    /** The events after {@code position} in log order, at most {@code limit}; empty at the head. */
    List<LoggedEvent> read(long position, int limit);

    /** The events with one of these names after {@code position} up to {@code end}, in log order, at most {@code limit}. */
    List<LoggedEvent> readNamed(Collection<String> names, long position, long end, int limit);

    /**
     * One stream's events after {@code sequence} in stream order, at most {@code limit}. A stream's first event has
     * sequence 0.
     */
    List<LoggedEvent> readStream(String stream, long sequence, int limit);

    /** A stream's newest event; one that was erased ends with {@code customer-erased}. */
    Optional<LoggedEvent> last(String stream);

    /** Position of the newest {@code customer-erased}; 0 when nobody was erased. */
    long lastErasure();

    /** Waits until the head is beyond {@code position}, in whichever process that happens; false when time ran out. */
    boolean awaitBeyond(long position, Duration patience) throws InterruptedException;

    /** Position of the last event stored before {@code instant}; 0 when there is none. */
    long positionAt(Instant instant);
}
