package io.annals.projections.customer;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One Java type per JSON value. The same number reaches a view as a Long, an Integer or a Double, depending on the way
 * it took; a view that keeps it must not differ from its own rebuild by that.
 */
final class PlainJson {

    private static final int MAX_DEPTH = 20;

    private PlainJson() {}

    static @Nullable Object of(@Nullable Object value) {
        return of(value, 0);
    }

    private static @Nullable Object of(@Nullable Object value, int depth) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (depth > MAX_DEPTH) {
            return "…";
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((key, item) -> plain.put(String.valueOf(key), of(item, depth + 1)));
            return plain;
        }
        if (value instanceof Collection<?> list) {
            List<@Nullable Object> plain = new ArrayList<>();
            list.forEach(item -> plain.add(of(item, depth + 1)));
            return plain;
        }
        return value instanceof Number number ? number(number) : value.toString();
    }

    private static Object number(Number value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Double || value instanceof Float) {
            double real = value.doubleValue();
            return Double.isFinite(real) ? new BigDecimal(value.toString()) : value.toString();
        }
        if (value instanceof BigInteger whole && whole.bitLength() > 63) {
            return whole;
        }
        long whole = value.longValue();
        return (int) whole == whole ? (Object) (int) whole : (Object) whole;
    }
}
