package io.annals.command.mapping;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One row of a file, or one body. */
public interface Row {

    /** Where it begins, counted from 1. */
    long line();

    /** Text of a CSV file, any JSON value otherwise; {@code null} where there is nothing. */
    @Nullable
    Object cell(String column);

    default String text(String column) {
        Object cell = cell(column);
        return cell == null ? "" : cell.toString();
    }

    /**
     * A column is a field's name, or the way to it: {@code customer.address.city}, or a JSON Pointer (RFC 6901) such as
     * {@code /items/0/sku}.
     */
    record OfJson(long line, Map<?, ?> fields) implements Row {

        private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,8}");

        @Override
        public @Nullable Object cell(String column) {
            Object whole = fields.get(column);
            if (whole != null) {
                return whole;
            }
            return column.startsWith("/") ? pointed(fields, column) : at(fields, column);
        }

        private static @Nullable Object at(Map<?, ?> fields, String way) {
            int dot = way.indexOf('.');
            if (dot < 0) {
                return fields.get(way);
            }
            return fields.get(way.substring(0, dot)) instanceof Map<?, ?> inner
                    ? at(inner, way.substring(dot + 1))
                    : null;
        }

        private static @Nullable Object pointed(Map<?, ?> fields, String pointer) {
            Object found = fields;
            for (String token : pointer.substring(1).split("/", -1)) {
                String name = token.replace("~1", "/").replace("~0", "~");
                if (found instanceof Map<?, ?> map) {
                    found = map.get(name);
                    continue;
                }
                found = found instanceof List<?> list ? element(list, name) : null;
            }
            return found;
        }

        private static @Nullable Object element(List<?> list, String token) {
            if (!INDEX.matcher(token).matches()) {
                return null;
            }
            int index = Integer.parseInt(token);
            return index < list.size() ? list.get(index) : null;
        }
    }
}
