package io.annals.projections.customer;

import io.annals.contracts.customer.Purpose;
import io.annals.contracts.segment.Rule;
import io.annals.contracts.segment.Rule.Comparison;
import io.annals.projections.Properties;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule as one Elasticsearch query, without scripts. See docs/decisions/0004-counting-in-segments.md. */
final class RuleQuery {

    private static final Map<String, Object> EVERYBODY = Map.of("match_all", Map.of());
    private static final Map<String, Object> NOBODY = Map.of("match_none", Map.of());

    private final Instant now;

    private RuleQuery(Instant now) {
        this.now = now;
    }

    /** Customers who allow profiling and whom the rule means. */
    static Map<String, Object> of(Rule rule, Instant now) {
        return filter(List.of(profiled(now), new RuleQuery(now).query(rule)));
    }

    static Map<String, Object> profiled(Instant now) {
        return Map.of("range", Map.of("granted." + Purpose.PROFILING, Map.of("gt", now.toString())));
    }

    private Map<String, Object> query(Rule rule) {
        if (rule instanceof Rule.All all) {
            return all.rules().isEmpty()
                    ? EVERYBODY
                    : filter(all.rules().stream().map(this::query).toList());
        }
        if (rule instanceof Rule.Any any) {
            return any.rules().isEmpty()
                    ? NOBODY
                    : or(any.rules().stream().map(this::query).toList());
        }
        if (rule instanceof Rule.Not not) {
            return not(query(not.rule()));
        }
        if (rule instanceof Rule.Trait trait) {
            return trait(trait);
        }
        if (rule instanceof Rule.Total total) {
            return compare(total.total().path(), total.is(), total.value());
        }
        if (rule instanceof Rule.Seen seen) {
            return seen(seen);
        }
        return did((Rule.Did) rule);
    }

    private static Map<String, Object> trait(Rule.Trait rule) {
        String name = rule.trait();
        return switch (rule.is()) {
            case EQUALS, IN -> anyOf(name, rule.values());
            case NOT_EQUALS -> not(anyOf(name, rule.values()));
            case EXISTS -> {
                Map<String, Object> exists = Terms.any("traits", name);
                yield Boolean.TRUE.equals(rule.values().get(0)) ? exists : not(exists);
            }
            case CONTAINS -> containing(name, (String) rule.values().get(0));
            case GT, GTE, LT, LTE ->
                Terms.beyond(
                        "numbers",
                        name,
                        rule.is().name().toLowerCase(Locale.ROOT),
                        Terms.of(name, ((BigDecimal) rule.values().get(0)).doubleValue()));
        };
    }

    private static Map<String, Object> containing(String name, String part) {
        String pattern = escape(Terms.prefix(name)) + "*" + escape(part) + "*";
        return Map.of("wildcard", Map.of("traits", Map.of("value", pattern)));
    }

    private static Map<String, Object> anyOf(String name, List<Object> values) {
        return or(values.stream().map(value -> is(name, value)).toList());
    }

    private static Map<String, Object> is(String name, Object value) {
        return value instanceof BigDecimal number
                ? term("numbers", Terms.of(name, number.doubleValue()))
                : term("traits", Terms.of(name, value.toString()));
    }

    private Map<String, Object> seen(Rule.Seen rule) {
        String field = rule.first() ? "firstSeen" : "lastSeen";
        Integer within = rule.withinDays();
        if (within != null) {
            return range(field, "gte", before(within));
        }
        Integer beforeDays = rule.beforeDays();
        return range(field, "lt", before(beforeDays == null ? 0 : beforeDays));
    }

    private long before(int days) {
        return now.minus(Duration.ofDays(days)).toEpochMilli();
    }

    private Map<String, Object> did(Rule.Did rule) {
        Integer atLeast = rule.atLeast();
        if (atLeast != null) {
            return times(rule.did(), atLeast, rule.withinDays());
        }
        Integer atMost = rule.atMost();
        return not(times(rule.did(), (atMost == null ? 0 : atMost) + 1, rule.withinDays()));
    }

    private Map<String, Object> times(String did, int atLeast, @Nullable Integer withinDays) {
        String event = Properties.cut(did);
        if (withinDays == null) {
            return Terms.beyond("ever", event, "gte", Terms.of(event, (long) atLeast));
        }
        long today = now.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
        Map<String, Object> days =
                filter(List.of(term("daily.event", event), range("daily.day", "gt", today - withinDays)));
        // Each day scores its count, the parent the sum of its days, and the minimum score is the bound on the sum.
        Map<String, Object> sum = Map.of(
                "nested",
                Map.of(
                        "path",
                        "daily",
                        "score_mode",
                        "sum",
                        "query",
                        Map.of(
                                "function_score",
                                Map.of(
                                        "query",
                                        days,
                                        "functions",
                                        List.of(Map.of("field_value_factor", Map.of("field", "daily.count"))),
                                        "boost_mode",
                                        "replace"))));
        return Map.of("function_score", Map.of("query", sum, "min_score", atLeast));
    }

    private static Map<String, Object> compare(String field, Comparison is, BigDecimal value) {
        return switch (is) {
            case EQUALS ->
                filter(List.of(range(field, "gte", value.doubleValue()), range(field, "lte", value.doubleValue())));
            case GT -> range(field, "gt", value.doubleValue());
            case GTE -> range(field, "gte", value.doubleValue());
            case LT -> range(field, "lt", value.doubleValue());
            case LTE -> range(field, "lte", value.doubleValue());
        };
    }

    static Map<String, Object> filter(List<Map<String, Object>> queries) {
        return Map.of("bool", Map.of("filter", queries));
    }

    static Map<String, Object> or(List<Map<String, Object>> queries) {
        return Map.of("bool", Map.of("should", queries, "minimum_should_match", 1));
    }

    static Map<String, Object> term(String field, Object value) {
        return Map.of("term", Map.of(field, Map.of("value", value)));
    }

    private static Map<String, Object> not(Map<String, Object> query) {
        return Map.of("bool", Map.of("must_not", List.of(query)));
    }

    private static Map<String, Object> range(String field, String bound, Object value) {
        return Map.of("range", Map.of(field, Map.of(bound, value)));
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    }
}
