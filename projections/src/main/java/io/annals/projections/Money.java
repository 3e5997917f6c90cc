package io.annals.projections;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Amounts out of what clients send. Anything that is not a sane amount is no amount: properties are free, and one hostile
 * value may neither stop a view nor blow it up.
 */
public final class Money {

    /** More digits than any price has; more would make sums as long as their longest part. */
    private static final int SCALE = 6;

    /** A thousand billion: beyond it somebody tests us. */
    private static final int WHOLE_DIGITS = 15;

    private static final int MAX_TEXT = 40;

    private Money() {}

    /** The amount, rounded half-even to six decimals; {@code null} when the value is none. */
    public static @Nullable BigDecimal of(@Nullable Object value) {
        try {
            return sane(decimal(value));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static @Nullable BigDecimal decimal(@Nullable Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        if (value instanceof Double || value instanceof Float) {
            double real = ((Number) value).doubleValue();
            return Double.isFinite(real) ? new BigDecimal(value.toString()) : null;
        }
        if (value instanceof BigInteger whole) {
            return whole.bitLength() > 64 ? null : new BigDecimal(whole);
        }
        if (value instanceof String text && !text.isBlank() && text.length() <= MAX_TEXT) {
            return new BigDecimal(text.strip());
        }
        return null;
    }

    /** Looks at precision and scale only: to compare or round 1e999999999 is to write it out. */
    private static @Nullable BigDecimal sane(@Nullable BigDecimal value) {
        if (value == null) {
            return null;
        }
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        long wholeDigits = (long) value.precision() - value.scale();
        if (wholeDigits > WHOLE_DIGITS || value.precision() > 1_000) {
            return null;
        }
        if (wholeDigits < -SCALE) {
            return BigDecimal.ZERO;
        }
        return value.scale() <= SCALE ? value : value.setScale(SCALE, RoundingMode.HALF_EVEN);
    }
}
