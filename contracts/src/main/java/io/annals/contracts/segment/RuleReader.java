package io.annals.contracts.segment;

import io.annals.contracts.customer.PersonalTraits;
import io.annals.contracts.segment.Rule.Comparison;
import io.annals.contracts.segment.Rule.TotalName;
import io.annals.contracts.segment.Rule.TraitTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a rule from parsed JSON: maps, lists, texts, numbers, booleans. Unknown keys are mistakes, not decoration. */
public final class RuleReader {

    /** Deeper trees come from programs that build badly; Elasticsearch itself stops at 30 nested clauses. */
    private static final int MAX_DEPTH = 20;

    private static final int MAX_CLAUSES = 200;
    private static final int MAX_TEXT = 256;
    private static final int MAX_DAYS = 36_500;
    /** Beyond this a sum of money is a mistake, and a search engine's double no longer holds it exactly. */
    private static final BigDecimal MAX_NUMBER = new BigDecimal("1e15");

    private int clauses;

    private RuleReader() {}

    /** @throws RuleInvalid with a JSON pointer when the tree is not a rule */
    public static Rule read(@Nullable Object tree) {
        return new RuleReader().rule(tree, "", 1);
    }

    private Rule rule(@Nullable Object tree, String at, int depth) {
        if (depth > MAX_DEPTH) {
            throw new RuleInvalid(at, "nested deeper than " + MAX_DEPTH);
        }
        if (++clauses > MAX_CLAUSES) {
            throw new RuleInvalid(at, "more than " + MAX_CLAUSES + " clauses");
        }
        if (!(tree instanceof Map<?, ?> map)) {
            throw new RuleInvalid(at, "must be an object such as {\"all\": []}");
        }
        if (map.containsKey("all")) {
            only(map, at, "all");
            return new Rule.All(rules(map.get("all"), at + "/all", depth));
        }
        if (map.containsKey("any")) {
            only(map, at, "any");
            return new Rule.Any(rules(map.get("any"), at + "/any", depth));
        }
        if (map.containsKey("not")) {
            only(map, at, "not");
            return new Rule.Not(rule(map.get("not"), at + "/not", depth + 1));
        }
        if (map.containsKey("trait")) {
            return trait(map, at);
        }
        if (map.containsKey("total")) {
            return total(map, at);
        }
        if (map.containsKey("seen")) {
            return seen(map, at);
        }
        if (map.containsKey("did")) {
            return did(map, at);
        }
        throw new RuleInvalid(at, "must have one of all, any, not, trait, total, seen, did");
    }

    private List<Rule> rules(@Nullable Object tree, String at, int depth) {
        if (!(tree instanceof Collection<?> list)) {
            throw new RuleInvalid(at, "must be a list of rules");
        }
        List<Rule> rules = new ArrayList<>();
        for (Object item : list) {
            rules.add(rule(item, at + "/" + rules.size(), depth + 1));
        }
        return List.copyOf(rules);
    }

    private static Rule trait(Map<?, ?> map, String at) {
        only(map, at, "trait", "is", "value");
        String name = text(map.get("trait"), at + "/trait");
        if (PersonalTraits.contains(name)) {
            throw new RuleInvalid(at + "/trait", "names a personal attribute, and those cannot be searched");
        }
        TraitTest test = constant(TraitTest.values(), map.get("is"), at + "/is");
        Object value = map.get("value");
        String where = at + "/value";
        List<Object> values =
                switch (test) {
                    case EXISTS -> List.of(value == null ? true : truth(value, where));
                    case IN -> scalars(value, where);
                    case GT, GTE, LT, LTE -> List.of(number(value, where));
                    case CONTAINS -> List.of(text(value, where));
                    case EQUALS, NOT_EQUALS -> List.of(scalar(value, where));
                };
        return new Rule.Trait(name, test, values);
    }

    private static Rule total(Map<?, ?> map, String at) {
        only(map, at, "total", "is", "value");
        String name = text(map.get("total"), at + "/total");
        TotalName total = Arrays.stream(TotalName.values())
                .filter(candidate -> candidate.path().equals(name))
                .findFirst()
                .orElseThrow(() -> new RuleInvalid(
                        at + "/total",
                        "must be one of "
                                + Arrays.stream(TotalName.values())
                                        .map(TotalName::path)
                                        .collect(Collectors.joining(", "))));
        Comparison is = constant(Comparison.values(), map.get("is"), at + "/is");
        return new Rule.Total(total, is, number(map.get("value"), at + "/value"));
    }

    private static Rule seen(Map<?, ?> map, String at) {
        only(map, at, "seen", "withinDays", "beforeDays");
        String which = text(map.get("seen"), at + "/seen");
        if (!which.equals("first") && !which.equals("last")) {
            throw new RuleInvalid(at + "/seen", "must be first or last");
        }
        Integer within = optional(map, "withinDays", at, 1, MAX_DAYS);
        Integer before = optional(map, "beforeDays", at, 0, MAX_DAYS);
        if ((within == null) == (before == null)) {
            throw new RuleInvalid(at, "needs either withinDays or beforeDays");
        }
        return new Rule.Seen(which.equals("first"), within, before);
    }

    private static Rule did(Map<?, ?> map, String at) {
        only(map, at, "did", "atLeast", "atMost", "withinDays");
        String name = text(map.get("did"), at + "/did");
        Integer atLeast = optional(map, "atLeast", at, 1, 1_000_000);
        Integer atMost = optional(map, "atMost", at, 0, 1_000_000);
        if ((atLeast == null) == (atMost == null)) {
            throw new RuleInvalid(at, "needs either atLeast or atMost");
        }
        return new Rule.Did(name, atLeast, atMost, optional(map, "withinDays", at, 1, MAX_DAYS));
    }

    private static @Nullable Integer optional(Map<?, ?> map, String key, String at, int least, int most) {
        Object value = map.get(key);
        if (value == null) {
            return null;
        }
        String where = at + "/" + key;
        BigDecimal number = number(value, where);
        if (number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0
                || number.stripTrailingZeros().scale() > 0) {
            throw new RuleInvalid(where, "must be a whole number from " + least + " to " + most);
        }
        return number.intValueExact();
    }

    private static List<Object> scalars(@Nullable Object value, String at) {
        if (!(value instanceof Collection<?> list) || list.isEmpty() || list.size() > 1_000) {
            throw new RuleInvalid(at, "must be a list of 1 to 1000 values");
        }
        List<Object> scalars = new ArrayList<>();
        for (Object item : list) {
            scalars.add(scalar(item, at + "/" + scalars.size()));
        }
        return List.copyOf(scalars);
    }

    private static Object scalar(@Nullable Object value, String at) {
        if (value instanceof Boolean) {
            return value;
        }
        return value instanceof Number ? number(value, at) : text(value, at);
    }

    private static boolean truth(Object value, String at) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw new RuleInvalid(at, "must be true or false");
    }

    private static String text(@Nullable Object value, String at) {
        if (value instanceof String text && !text.isEmpty() && text.length() <= MAX_TEXT) {
            return text;
        }
        throw new RuleInvalid(at, "must be a text of 1 to " + MAX_TEXT + " characters");
    }

    private static BigDecimal number(@Nullable Object value, String at) {
        BigDecimal number = null;
        if (value instanceof BigDecimal decimal) {
            number = decimal;
        } else if (value instanceof Double real && Double.isFinite(real)) {
            number = BigDecimal.valueOf(real);
        } else if (value instanceof Number whole && !(value instanceof Double) && !(value instanceof Float)) {
            number = new BigDecimal(whole.toString());
        }
        // Precision before comparison: comparing 1e999999999 would write it out first.
        if (number == null
                || number.precision() - (long) number.scale() > 16
                || number.scale() > 20
                || number.abs().compareTo(MAX_NUMBER) > 0) {
            throw new RuleInvalid(at, "must be a number between -1e15 and 1e15");
        }
        return number;
    }

    private static <E extends Enum<E>> E constant(E[] constants, @Nullable Object value, String at) {
        for (E constant : constants) {
            if (word(constant).equals(value)) {
                return constant;
            }
        }
        throw new RuleInvalid(
                at,
                "must be one of "
                        + Arrays.stream(constants).map(RuleReader::word).collect(Collectors.joining(", ")));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void only(Map<?, ?> map, String at, String... keys) {
        Set<String> known = Set.of(keys);
        for (Object key : map.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                String name = String.valueOf(key).replace("~", "~0").replace("/", "~1");
                throw new RuleInvalid(at + "/" + name, "is not expected here");
            }
        }
    }
}
