package io.annals.command.customer;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Enough of a customer's traits to tell news from repetition: a fingerprint and a time each, never the value. */
final class Traits {

    /** Beyond this many names the oldest is forgotten; the price is a repeated event, never a lost one. */
    private static final int REMEMBERED = 200;

    private Map<String, Mark> marks = new LinkedHashMap<>();

    record Mark(String fingerprint, Instant at) {}

    /** What of {@code traits} is not known already: another value, or a value of an earlier time. */
    Map<String, Object> news(Map<String, Object> traits, Instant at) {
        Map<String, Object> news = new LinkedHashMap<>();
        traits.forEach((name, value) -> {
            Mark known = marks.get(name);
            if (known == null || at.isBefore(known.at()) || !known.fingerprint().equals(fingerprint(value))) {
                news.put(name, value);
            }
        });
        return news;
    }

    Map<String, Object> unknown(Map<String, Object> traits) {
        Map<String, Object> unknown = new LinkedHashMap<>(traits);
        unknown.keySet().removeAll(marks.keySet());
        return unknown;
    }

    void take(Map<String, Object> traits, Instant at) {
        traits.forEach((name, value) -> {
            Mark known = marks.get(name);
            if (known != null && at.isBefore(known.at())) {
                return;
            }
            marks.remove(name);
            marks.put(name, new Mark(fingerprint(value), at));
        });
        while (marks.size() > REMEMBERED) {
            marks.remove(marks.keySet().iterator().next());
        }
    }

    private static String fingerprint(@Nullable Object value) {
        StringBuilder canonical = new StringBuilder();
        write(value, canonical);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same text before and after a value went through the log, where 7L comes back as 7 and 1.50 may as 1.5. */
    private static void write(@Nullable Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((name, inner) -> sorted.put(String.valueOf(name), inner));
            out.append('{');
            sorted.forEach((name, inner) -> {
                write(name, out);
                out.append(':');
                write(inner, out);
                out.append(',');
            });
            out.append('}');
            return;
        }
        if (value instanceof List<?> list) {
            out.append('[');
            list.forEach(inner -> {
                write(inner, out);
                out.append(',');
            });
            out.append(']');
            return;
        }
        if (value instanceof Number number) {
            out.append(new BigDecimal(number.toString()).stripTrailingZeros());
            return;
        }
        if (value instanceof String text) {
            out.append(text.length()).append('"').append(text);
            return;
        }
        out.append(value);
    }
}
