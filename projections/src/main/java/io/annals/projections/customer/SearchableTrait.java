package io.annals.projections.customer;

import io.annals.projections.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A trait as rules can ask for it: its texts (several for a list; a number and a boolean are also known by their text)
 * and its numbers. Objects inside are known to exist, no more.
 */
record SearchableTrait(String name, List<String> texts, List<Double> numbers) {

    private static final int MAX_TEXT = 256;
    private static final int MAX_VALUES = 100;

    static SearchableTrait of(String name, Object value) {
        List<String> texts = new ArrayList<>();
        List<Double> numbers = new ArrayList<>();
        Collection<?> values = value instanceof Collection<?> list ? list : List.of(value);
        values.stream().limit(MAX_VALUES).forEach(one -> add(one, texts, numbers));
        return new SearchableTrait(name, List.copyOf(texts), List.copyOf(numbers));
    }

    private static void add(Object value, List<String> texts, List<Double> numbers) {
        if (value instanceof String text) {
            texts.add(text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT));
            return;
        }
        if (value instanceof Boolean truth) {
            texts.add(truth.toString());
            return;
        }
        BigDecimal number = value instanceof Number ? Money.of(value) : null;
        if (number != null) {
            texts.add(text(number));
            numbers.add(number.doubleValue());
        }
    }

    /** One spelling for equal numbers. */
    static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** One for each text; an empty one where there is none, so that the trait is known to exist. */
    Stream<String> terms() {
        return texts.isEmpty() ? Stream.of(Terms.of(name, "")) : texts.stream().map(text -> Terms.of(name, text));
    }

    Stream<String> numberTerms() {
        return numbers.stream().map(number -> Terms.of(name, number));
    }
}
