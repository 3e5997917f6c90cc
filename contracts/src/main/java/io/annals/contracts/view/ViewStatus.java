package io.annals.contracts.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a read model has come.
 *
 * @param generation the one that serves; {@code null} before the view was first written
 * @param position of the last event it has seen
 * @param lag events it has not seen yet
 * @param parked streams it had to leave behind
 * @param erased events it passed because their key was destroyed
 * @param lastError why it does not get on at this moment; {@code null} when it does
 * @param replay the rebuild that runs, or the last one since this process started
 */
public record ViewStatus(
        String view,
        @Nullable String generation,
        long position,
        long lag,
        List<Parked> parked,
        long erased,
        @Nullable String lastError,
        @Nullable Replay replay) {

    /**
     * A stream whose events a view could not fold. Nothing of its content is kept here.
     *
     * @param position of the first event that failed
     * @param error the failure's type and place, never its message
     * @param since when it was parked
     */
    public record Parked(String stream, long position, String error, Instant since) {}
}
