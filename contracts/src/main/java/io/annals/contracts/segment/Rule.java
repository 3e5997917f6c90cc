package io.annals.contracts.segment;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which customers a marketer means, as a tree. Only customers who allow profiling can be meant. */
public sealed interface Rule {

    /** Every one of them; an empty list is everybody. */
    record All(List<Rule> rules) implements Rule {}

    /** At least one of them; an empty list is nobody. */
    record Any(List<Rule> rules) implements Rule {}

    record Not(Rule rule) implements Rule {}

    /**
     * What is known about a customer. A customer without the trait matches only {@code not-equals} and the negation of
     * {@code exists}.
     *
     * @param values one value; several for {@link TraitTest#IN}; for {@link TraitTest#EXISTS} {@code true} or
     *     {@code false}. Texts, {@link BigDecimal}s and booleans.
     */
    record Trait(String trait, TraitTest is, List<Object> values) implements Rule {}

    record Total(TotalName total, Comparison is, BigDecimal value) implements Rule {}

    /**
     * When the customer was seen, counted back from now in days of 24 hours. Exactly one bound is set.
     *
     * @param first {@code true} for the first time, {@code false} for the last
     */
    record Seen(boolean first, @Nullable Integer withinDays, @Nullable Integer beforeDays) implements Rule {}

    /**
     * How often a customer did something. Exactly one of the bounds on the count is set.
     *
     * @param withinDays that many UTC calendar days, today included; {@code null} for ever
     */
    record Did(String did, @Nullable Integer atLeast, @Nullable Integer atMost, @Nullable Integer withinDays)
            implements Rule {}

    /** How a trait is tested. Numbers are compared as numbers, texts exactly as they are written. */
    enum TraitTest {
        EQUALS,
        NOT_EQUALS,
        IN,
        EXISTS,
        CONTAINS,
        GT,
        GTE,
        LT,
        LTE
    }

    enum Comparison {
        GT,
        GTE,
        LT,
        LTE,
        EQUALS
    }

    /** The sums a rule can ask for; {@code orders.amount} and its like in JSON. */
    enum TotalName {
        EVENTS("events"),
        ORDERS_COUNT("orders.count"),
        ORDERS_AMOUNT("orders.amount"),
        REFUNDS_COUNT("refunds.count"),
        REFUNDS_AMOUNT("refunds.amount"),
        ADJUSTMENTS_COUNT("adjustments.count"),
        ADJUSTMENTS_AMOUNT("adjustments.amount");

        private final String path;

        TotalName(String path) {
            this.path = path;
        }

        public String path() {
            return path;
        }
    }
}
