package io.annals.command.tracking;

import io.annals.command.CommandProblem.Unreadable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of an address or of a form. The container is not asked for them: it would read the body as a form, which it
 * often only claims to be.
 */
final class Query {

    private static final int MOST_LEVELS = 32;

    private final Map<String, String> pairs;
    private final int length;

    private Query(Map<String, String> pairs, int length) {
        this.pairs = pairs;
        this.length = length;
    }

    /** Of several pairs with one name the first counts. */
    static Query of(@Nullable String text) {
        if (text == null) {
            return new Query(Map.of(), 0);
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new Query(pairs, text.length());
    }

    @Nullable
    String get(String name) {
        return pairs.get(name);
    }

    /** In characters, as it was sent. */
    int length() {
        return length;
    }

    Map<String, Object> nested() {
        Map<String, Object> nested = new LinkedHashMap<>();
        pairs.forEach((name, value) -> {
            String[] path = name.replace('[', '.').replace("]", "").split("\\.", MOST_LEVELS + 1);
            if (path.length > MOST_LEVELS) {
                throw new Unreadable("query-invalid", "A name may nest " + MOST_LEVELS + " levels.");
            }
            put(nested, path, value);
        });
        return nested;
    }

    @SuppressWarnings("unchecked") // this class makes no maps but these
    private static void put(Map<String, Object> fields, String[] path, String value) {
        Map<String, Object> inner = fields;
        for (int level = 0; level < path.length - 1; level++) {
            Object next = inner.get(path[level]);
            if (!(next instanceof Map)) {
                next = new LinkedHashMap<String, Object>();
                inner.put(path[level], next);
            }
            inner = (Map<String, Object>) next;
        }
        inner.put(path[path.length - 1], value);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Unreadable("query-invalid", "A percent sign is not followed by two hexadecimal digits.");
        }
    }
}
