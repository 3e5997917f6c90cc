package io.annals.command.cleaning;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where amounts stand in the events of the e-commerce vocabulary. */
final class Amounts {

    static final String QUANTITY = "quantity";
    static final String PRODUCTS = "products";

    private Amounts() {}

    static @Nullable BigDecimal of(Map<?, ?> content, String name) {
        return content.get(name) instanceof Number number ? exactly(number) : null;
    }

    /** What an order comes to, under the first of its names. */
    static @Nullable BigDecimal ofOrder(Map<?, ?> content) {
        for (String name : List.of("revenue", "total", "value")) {
            BigDecimal amount = of(content, name);
            if (amount != null) {
                return amount;
            }
        }
        return null;
    }

    private static BigDecimal exactly(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }
}
