package io.annals.command.cleaning;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts that were sent as text: {@code "1,234.50"}, {@code "12,50 €"}, {@code "¥99"}. */
final class Numbers {

    private static final int MOST_CHARACTERS = 40;
    private static final Pattern MARKS = Pattern.compile("^\\p{Sc}\\s*|\\s*[\\p{Sc}元円]$");
    private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");
    private static final Pattern GROUPED = Pattern.compile("-?[1-9]\\d{0,2}(,\\d{3})+(\\.\\d+)?");

    /** Three digits after a comma are a group; one or two can only be a fraction. */
    private static final Pattern COMMA = Pattern.compile("-?(0|[1-9]\\d*),\\d{1,2}");

    private Numbers() {}

    /** A whole number or a decimal, as in JSON; {@code null} when it cannot be read in one way only. */
    static @Nullable Number read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return null;
        }
        String amount = MARKS.matcher(text.strip()).replaceAll("");
        if (PLAIN.matcher(amount).matches()) {
            return number(amount);
        }
        if (GROUPED.matcher(amount).matches()) {
            return number(amount.replace(",", ""));
        }
        return COMMA.matcher(amount).matches() ? number(amount.replace(',', '.')) : null;
    }

    private static Number number(String amount) {
        boolean whole = amount.indexOf('.') < 0 && amount.length() < 19;
        return whole ? (Number) Long.valueOf(amount) : new BigDecimal(amount);
    }
}
