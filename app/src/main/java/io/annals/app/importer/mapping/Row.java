package io.annals.app.importer.mapping;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a file. */
sealed interface Row {

    /** Where it begins, counted from 1. */
    long line();

    /** Text of a CSV file, any JSON value of a JSONL file; {@code null} where there is nothing. */
    @Nullable
    Object cell(String column);

    default String text(String column) {
        Object cell = cell(column);
        return cell == null ? "" : cell.toString();
    }

    record OfCsv(NamedCsvRecord fields) implements Row {

        @Override
        public long line() {
            return fields.getStartingLineNumber();
        }

        @Override
        public @Nullable Object cell(String column) {
            return fields.findField(column).filter(text -> !text.isEmpty()).orElse(null);
        }
    }

    /** A column is a field's name, or the way to it, as in {@code customer.address.city}. */
    record OfJson(long line, Map<String, Object> fields) implements Row {

        @Override
        public @Nullable Object cell(String column) {
            Object whole = fields.get(column);
            return whole == null ? at(fields, column) : whole;
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
    }

    /** With what other files say about it; its own columns come first. */
    record Joined(Row row, List<Row> others) implements Row {

        @Override
        public long line() {
            return row.line();
        }

        @Override
        public @Nullable Object cell(String column) {
            Object own = row.cell(column);
            for (int i = 0; own == null && i < others.size(); i++) {
                own = others.get(i).cell(column);
            }
            return own;
        }
    }
}
