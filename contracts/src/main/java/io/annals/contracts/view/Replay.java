package io.annals.contracts.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rebuild of a view beside the one that serves.
 *
 * @param generation the new one
 * @param position how far the new generation has come
 * @param target the head of the log when last looked at
 * @param eventsPerSecond since the replay began
 * @param compared documents compared so far
 * @param differences the first twenty
 * @param note why it failed or was abandoned
 */
public record Replay(
        String view,
        String generation,
        State state,
        long position,
        long target,
        long eventsPerSecond,
        Instant startedAt,
        @Nullable Long compared,
        @Nullable List<Difference> differences,
        @Nullable Long differenceCount,
        @Nullable String note) {

    /** As it is written in JSON. */
    public enum State {
        building,
        comparing,
        /** Equal or accepted: the new generation serves. */
        switched,
        /** Waits for a word: accept or abandon. */
        different,
        abandoned,
        failed
    }

    /**
     * One document that is not the same in both generations: the fields that differ. Numbers are shown, anything else as
     * a salted digest, because a document is about a person. {@code null} when the document is missing on that side.
     */
    public record Difference(String id, @Nullable Map<String, String> live, @Nullable Map<String, String> rebuilt) {}
}
