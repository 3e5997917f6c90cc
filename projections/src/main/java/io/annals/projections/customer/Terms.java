package io.annals.projections.customer;

import io.annals.projections.Properties;
import java.util.HexFormat;
import java.util.Map;

/**
 * A name and its value in one keyword, {@code name ␁ value}: what belongs together stays together without a nested
 * document each, and a range over the keyword is a range over the value. Numbers are spelled so that their order as text
 * is their order.
 */
final class Terms {

    private static final char BETWEEN = '\u0001';
    private static final char BEHIND = '\u0002';

    /** Digits of the largest count. */
    private static final int LONGEST = 19;

    private Terms() {}

    static String of(String name, String value) {
        return key(name) + BETWEEN + value;
    }

    static String of(String name, double value) {
        return of(name, sortable(value));
    }

    static String of(String name, long count) {
        String digits = Long.toString(count);
        return of(name, "0".repeat(LONGEST - digits.length()) + digits);
    }

    /** Any value of the name. */
    static Map<String, Object> any(String field, String name) {
        return range(field, Map.of("gte", key(name) + BETWEEN, "lt", key(name) + BEHIND));
    }

    /**
     * The values of a name on one side of a bound.
     *
     * @param operator {@code gt}, {@code gte}, {@code lt} or {@code lte}
     * @param bound a term of that name
     */
    static Map<String, Object> beyond(String field, String name, String operator, String bound) {
        return operator.startsWith("g")
                ? range(field, Map.of(operator, bound, "lt", key(name) + BEHIND))
                : range(field, Map.of(operator, bound, "gte", key(name) + BETWEEN));
    }

    private static Map<String, Object> range(String field, Map<String, Object> bounds) {
        return Map.of("range", Map.of(field, bounds));
    }

    /** The part before the value. */
    static String prefix(String name) {
        return key(name) + BETWEEN;
    }

    static String valueOf(String term) {
        return term.substring(term.indexOf(BETWEEN) + 1);
    }

    /** A name may hold anything; the separator is the one thing it must not. */
    private static String key(String name) {
        return Properties.cut(name).replace(BETWEEN, ' ').replace(BEHIND, ' ');
    }

    /** Sixteen hexadecimal digits in the order of the numbers; the usual turn of IEEE 754 bits. */
    private static String sortable(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        long ordered = bits ^ ((bits >> 63) | Long.MIN_VALUE);
        return HexFormat.of().toHexDigits(ordered);
    }
}
