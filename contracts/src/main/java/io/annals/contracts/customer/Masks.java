package io.annals.contracts.customer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a personal value looks to people: enough to recognise what one already knows, too little to learn it. The only
 * place that decides this, for answers and for what a search index keeps for display.
 */
public final class Masks {

    private Masks() {}

    /** {@code anna@example.com} → {@code a***@e***.com}; {@code 13812345678} → {@code 138****5678}. */
    public static String identifier(String type, String value) {
        return switch (type) {
            case Identifier.EMAIL -> email(value);
            case Identifier.PHONE -> phone(value);
            default -> id(value);
        };
    }

    /** The value as it may be shown; a value of a name that is not personal is returned as it is. */
    public static @Nullable Object value(String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return PersonalTraits.contains(name) ? hidden(map) : all(map);
        }
        if (value instanceof Collection<?> list) {
            List<@Nullable Object> masked = new ArrayList<>(list.size());
            for (Object item : list) {
                masked.add(value(name, item));
            }
            return masked;
        }
        if (value == null || !PersonalTraits.contains(name)) {
            return value;
        }
        return personal(PersonalTraits.key(name), String.valueOf(value));
    }

    /** Every personal value in a tree of properties, however deep it stands. */
    public static Map<String, @Nullable Object> all(Map<?, ?> tree) {
        Map<String, @Nullable Object> masked = new LinkedHashMap<>();
        tree.forEach((name, value) -> masked.put(String.valueOf(name), value(String.valueOf(name), value)));
        return masked;
    }

    /** {@code Anna Meier} → {@code A***}. */
    public static String text(String value) {
        // One character would be the whole of it.
        return value.codePointCount(0, value.length()) < 2 ? "***" : first(value) + "***";
    }

    private static Map<String, @Nullable Object> hidden(Map<?, ?> map) {
        Map<String, @Nullable Object> masked = new LinkedHashMap<>();
        map.forEach((name, value) -> masked.put(
                String.valueOf(name),
                value instanceof Map<?, ?> inner ? hidden(inner) : value == null ? null : text(String.valueOf(value))));
        return masked;
    }

    private static String personal(String key, String value) {
        if (key.contains("email") || value.indexOf('@') > 0) {
            return email(value);
        }
        if (key.contains("phone") || key.contains("mobile")) {
            return phone(value);
        }
        return key.endsWith("id") || key.contains("number") ? id(value) : text(value);
    }

    private static String email(String value) {
        int at = value.lastIndexOf('@');
        if (at < 1 || at == value.length() - 1) {
            return text(value);
        }
        int dot = value.lastIndexOf('.');
        String ending = dot > at + 1 ? value.substring(dot) : "";
        return first(value) + "***@" + first(value.substring(at + 1)) + "***" + ending;
    }

    private static String phone(String value) {
        int length = value.length();
        return length < 8 ? text(value) : value.substring(0, 3) + "****" + value.substring(length - 4);
    }

    /** Short ids would be given away by their ends. */
    private static String id(String value) {
        int length = value.length();
        return length < 8 ? text(value) : value.substring(0, 2) + "***" + value.substring(length - 2);
    }

    private static String first(String value) {
        return value.substring(0, value.offsetByCodePoints(0, 1));
    }
}
