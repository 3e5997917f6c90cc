package io.annals.command.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a mapping says a field of a call is. Where a column it names is empty, there is no field. */
sealed interface Value {

    @Nullable
    Object of(Rows rows) throws Unfit;

    record Fixed(Object value) implements Value {

        @Override
        public Object of(Rows rows) {
            return value;
        }
    }

    /** A column as the file has it: of JSONL with its type. */
    record Cell(String column) implements Value {

        @Override
        public @Nullable Object of(Rows rows) {
            return rows.first().cell(column);
        }
    }

    record Text(List<Value> pieces) implements Value {

        @Override
        public @Nullable Object of(Rows rows) throws Unfit {
            StringBuilder text = new StringBuilder();
            for (Value piece : pieces) {
                Object said = piece.of(rows);
                if (said == null) {
                    return null;
                }
                text.append(said);
            }
            return text.toString();
        }
    }

    record Number(Value of) implements Value {

        @Override
        public @Nullable BigDecimal of(Rows rows) throws Unfit {
            Object said = of.of(rows);
            if (said == null) {
                return null;
            }
            try {
                return new BigDecimal(said.toString().strip());
            } catch (NumberFormatException e) {
                throw new Unfit("\"" + said + "\" is not a number");
            }
        }
    }

    record Integer(Number of) implements Value {

        @Override
        public @Nullable Object of(Rows rows) throws Unfit {
            BigDecimal number = of.of(rows);
            try {
                return number == null ? null : number.longValueExact();
            } catch (ArithmeticException e) {
                throw new Unfit("\"" + number + "\" is not a whole number");
            }
        }
    }

    record Flag(Value of) implements Value {

        @Override
        public @Nullable Object of(Rows rows) throws Unfit {
            Object said = of.of(rows);
            if (said == null) {
                return null;
            }
            return switch (said.toString().strip().toLowerCase(Locale.ROOT)) {
                case "true", "yes", "y", "1" -> true;
                case "false", "no", "n", "0" -> false;
                default -> throw new Unfit("\"" + said + "\" is neither yes nor no");
            };
        }
    }

    /** @param otherwise what words that are not in the table stand for; without it they are a fault */
    record Lookup(Value of, Map<String, Value> in, @Nullable Value otherwise) implements Value {

        @Override
        public @Nullable Object of(Rows rows) throws Unfit {
            Object said = of.of(rows);
            if (said == null) {
                return null;
            }
            Value meant = in.getOrDefault(said.toString(), otherwise);
            if (meant == null) {
                throw new Unfit("the mapping does not know \"" + said + "\"");
            }
            return meant.of(rows);
        }
    }

    /** The product of the factors, added up over the rows. */
    record Sum(List<Number> factors) implements Value {

        @Override
        public Object of(Rows rows) throws Unfit {
            BigDecimal sum = BigDecimal.ZERO;
            for (Rows row : rows.single()) {
                BigDecimal product = BigDecimal.ONE;
                for (Number factor : factors) {
                    BigDecimal number = factor.of(row);
                    product = product.multiply(number == null ? BigDecimal.ZERO : number);
                }
                sum = sum.add(product);
            }
            return sum;
        }
    }

    /** One number by another, to four places; nothing where the other is zero. */
    record Ratio(Number of, Number by) implements Value {

        @Override
        public @Nullable Object of(Rows rows) throws Unfit {
            BigDecimal dividend = of.of(rows);
            BigDecimal divisor = by.of(rows);
            if (dividend == null || divisor == null || divisor.signum() == 0) {
                return null;
            }
            return dividend.divide(divisor, 4, RoundingMode.HALF_UP);
        }
    }

    /** One for each row. */
    record Each(Value value) implements Value {

        @Override
        public Object of(Rows rows) throws Unfit {
            List<Object> list = new ArrayList<>(rows.all().size());
            for (Rows row : rows.single()) {
                Object one = value.of(row);
                if (one != null) {
                    list.add(one);
                }
            }
            return list;
        }
    }

    /** One for each object of a list that is one of the row's own values; what it names is a field of that object. */
    record EachOf(Value value, Value of) implements Value {

        @Override
        public @Nullable Object of(Rows rows) throws Unfit {
            Object said = of.of(rows);
            if (said == null) {
                return null;
            }
            if (!(said instanceof List<?> elements)) {
                throw new Unfit("\"" + said + "\" is not a list");
            }
            List<Object> list = new ArrayList<>(elements.size());
            for (Object element : elements) {
                Map<?, ?> fields = element instanceof Map<?, ?> map ? map : Map.of();
                Object one =
                        value.of(new Rows(List.of(new Row.OfJson(rows.first().line(), fields)), 1));
                if (one != null) {
                    list.add(one);
                }
            }
            return list;
        }
    }

    record Array(List<Value> values) implements Value {

        @Override
        public Object of(Rows rows) throws Unfit {
            List<Object> list = new ArrayList<>(values.size());
            for (Value value : values) {
                Object one = value.of(rows);
                if (one != null) {
                    list.add(one);
                }
            }
            return list;
        }
    }

    record Fields(Map<String, Value> values) implements Value {

        @Override
        public Map<String, Object> of(Rows rows) throws Unfit {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (Map.Entry<String, Value> value : values.entrySet()) {
                Object one = value.getValue().of(rows);
                if (one != null) {
                    fields.put(value.getKey(), one);
                }
            }
            return fields;
        }
    }
}
