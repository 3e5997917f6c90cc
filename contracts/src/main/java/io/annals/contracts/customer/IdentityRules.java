package io.annals.contracts.customer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which names lead to people, and how far. In force is the version published last; {@link #DEFAULTS} until then.
 *
 * @param version 0 for the defaults, then counted from 1 without a gap
 * @param limits most names of a type that one customer may have
 * @param otherLimit the same for every type that {@code limits} leaves out
 * @param priority types, strongest first; all others are weaker, in the order of their names
 * @param blocked values that stand for nobody
 */
public record IdentityRules(
        int version, Map<String, Integer> limits, int otherLimit, List<String> priority, List<Blocked> blocked) {

    public static final IdentityRules DEFAULTS = new IdentityRules(
            0,
            Map.of(Identifier.USER_ID, 1, Identifier.ANONYMOUS_ID, 100),
            5,
            List.of(Identifier.USER_ID, Identifier.EMAIL, Identifier.PHONE),
            List.of(
                    Blocked.pattern("[0-]*"),
                    Blocked.value("-1"),
                    Blocked.value("null"),
                    Blocked.value("nil"),
                    Blocked.value("none"),
                    Blocked.value("nan"),
                    Blocked.value("undefined"),
                    Blocked.value("unknown"),
                    Blocked.value("anonymous"),
                    Blocked.value("[object object]"),
                    Blocked.value("test@test.com")));

    public IdentityRules {
        limits = Map.copyOf(limits);
        priority = List.copyOf(priority);
        blocked = List.copyOf(blocked);
    }

    /**
     * A value, or all that a pattern (RE2) fits as a whole; upper and lower case are one.
     *
     * @param type of the names this is about; absent for all
     */
    public record Blocked(@Nullable String type, @Nullable String value, @Nullable String pattern) {

        static Blocked value(String value) {
            return new Blocked(null, value, null);
        }

        static Blocked pattern(String pattern) {
            return new Blocked(null, null, pattern);
        }
    }

    public int limit(String type) {
        return limits.getOrDefault(type, otherLimit);
    }

    /** Lower is stronger. */
    public int rank(String type) {
        int place = priority.indexOf(type);
        return place < 0 ? priority.size() : place;
    }
}
