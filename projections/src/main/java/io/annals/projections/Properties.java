package io.annals.projections;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what clients send, where any key may be missing and any value may be of any type. */
public final class Properties {

    private static final int MAX_TEXT = 200;

    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private Properties() {}

    /** The value under the path of keys; {@code null} when there is none. */
    public static @Nullable Object at(@Nullable Object tree, String... path) {
        Object found = tree;
        for (String key : path) {
            found = found instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return found;
    }

    /** A text or a number as a text of at most 200 characters; {@code null} for anything else and for blanks. */
    public static @Nullable String text(@Nullable Object tree, String... path) {
        Object found = at(tree, path);
        if (!(found instanceof String) && !(found instanceof Integer) && !(found instanceof Long)) {
            return null;
        }
        String text = cut(found.toString().strip());
        return text.isEmpty() ? null : text;
    }

    public static List<?> list(@Nullable Object tree, String... path) {
        return at(tree, path) instanceof List<?> list ? list : List.of();
    }

    /** At most 200 characters, never half a character. */
    public static String cut(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT);
    }

    /** For a search engine, whose dates end before the year 10000; clocks of clients do not. */
    public static long millis(Instant instant) {
        return instant.isBefore(EARLIEST)
                ? EARLIEST.toEpochMilli()
                : instant.isAfter(LATEST) ? LATEST.toEpochMilli() : instant.toEpochMilli();
    }
}
