package io.annals.projections.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.contracts.customer.CustomerEvent;
import io.annals.contracts.customer.PersonalTraits;
import io.annals.contracts.customer.Purpose;
import io.annals.contracts.segment.Rule;
import io.annals.contracts.segment.Rule.Comparison;
import io.annals.contracts.segment.Rule.TotalName;
import io.annals.contracts.segment.Rule.TraitTest;
import io.annals.contracts.segment.RuleReader;
import io.annals.contracts.segment.SegmentPreview;
import io.annals.projections.Platform;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What Elasticsearch counts is what one counts by hand over the same partials. */
class SegmentIT {

    private static final Instant NOW = Histories.START.plus(Duration.ofDays(35)).plusSeconds(3_600);
    private static final int CUSTOMERS = 120;

    /** How many values a generator is asked to vary over. */
    private static final int TRIES = 1_000;

    private static Platform platform;
    private static final List<CustomerProfile> PROFILES = new ArrayList<>();

    @BeforeContainer
    static void start() {
        platform = new Platform();
        List<CustomerEvent> all = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            String customer = "c" + i;
            List<CustomerEvent> history = Histories.of(customer, 30)
                    .generator(TRIES)
                    .next(new Random(i))
                    .value();
            all.addAll(history);
            PROFILES.add(CustomerProfile.combine(List.of(CustomerPartialTest.folded(customer, 0, history))));
        }
        assertThat(PROFILES.stream().filter(profile -> profile.allows(Purpose.PROFILING, NOW)))
                .as("enough to tell rules apart")
                .hasSizeBetween(20, CUSTOMERS - 20);
        platform.appendAll(all);
        platform.await(CustomerSearch.VIEW);
        platform.get(CustomerSearch.class).refresh();
    }

    @AfterContainer
    static void stop() {
        platform.close();
    }

    @Provide
    Arbitrary<Rule> rules() {
        return Arbitraries.lazyOf(
                SegmentIT::traits,
                SegmentIT::totals,
                SegmentIT::seen,
                SegmentIT::did,
                SegmentIT::did,
                () -> rules().map(Rule.Not::new),
                () -> rules().list().ofMaxSize(3).map(Rule.All::new),
                () -> rules().list().ofMaxSize(3).map(Rule.Any::new));
    }

    @Property(tries = 150)
    void countsWhatOneCountsByHand(@ForAll("rules") Rule rule) {
        List<CustomerProfile> allowed = PROFILES.stream()
                .filter(profile -> profile.allows(Purpose.PROFILING, NOW))
                .toList();
        SegmentPreview preview = platform.get(CustomerSearch.class).preview(rule, 5, NOW, 0);
        assertThat(preview.of()).isEqualTo(allowed.size());
        assertThat(preview.count())
                .as("%s", rule)
                .isEqualTo(
                        allowed.stream().filter(profile -> means(rule, profile)).count());
    }

    @Property(tries = 1)
    void takesTheDeepestRuleThereMayBe() {
        Object tree = Map.of("did", "Page", "atLeast", 1, "withinDays", 30);
        for (int depth = 1; depth < 20; depth++) {
            tree = depth % 2 == 0
                    ? Map.of("not", tree)
                    : Map.of("all", List.of(tree, Map.of("seen", "last", "withinDays", 9)));
        }
        assertThat(platform.get(CustomerSearch.class)
                        .preview(RuleReader.read(tree), 0, NOW, 0)
                        .count())
                .isNotNegative();
    }

    private static Arbitrary<Rule> traits() {
        Arbitrary<Object> values =
                Arbitraries.of("France", "gold", "31", "a", new BigDecimal("31"), new BigDecimal("12.5"), true);
        return Combinators.combine(
                        Arbitraries.of("country", "plan", "age", "vip", "tags"),
                        Arbitraries.of(TraitTest.values()),
                        values)
                .as((name, test, value) -> switch (test) {
                    case EXISTS -> new Rule.Trait(name, test, List.of(!value.equals("a")));
                    case CONTAINS -> new Rule.Trait(name, test, List.of("ran"));
                    case GT, GTE, LT, LTE -> new Rule.Trait(name, test, List.of(new BigDecimal("7")));
                    case IN -> new Rule.Trait(name, test, List.of(value, "b", new BigDecimal("3.5")));
                    default -> new Rule.Trait(name, test, List.of(value));
                });
    }

    private static Arbitrary<Rule> totals() {
        return Combinators.combine(
                        Arbitraries.of(TotalName.values()),
                        Arbitraries.of(Comparison.values()),
                        Arbitraries.of("0", "1", "2", "5", "10.10", "-7.5", "20.2", "3.5"))
                .as((total, is, value) -> new Rule.Total(total, is, new BigDecimal(value)));
    }

    private static Arbitrary<Rule> seen() {
        return Combinators.combine(
                        Arbitraries.of(true, false), Arbitraries.integers().between(1, 40), Arbitraries.of(true, false))
                .as((first, days, within) -> new Rule.Seen(first, within ? days : null, within ? null : days));
    }

    private static Arbitrary<Rule> did() {
        return Combinators.combine(
                        Arbitraries.of("Product Viewed", "Order Completed", "Page", "Unheard"),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 40).injectNull(0.3))
                .as((name, times, least, within) ->
                        new Rule.Did(name, least ? times : null, least ? null : times - 1, within));
    }

    private static boolean means(Rule rule, CustomerProfile profile) {
        if (rule instanceof Rule.All all) {
            return all.rules().stream().allMatch(one -> means(one, profile));
        }
        if (rule instanceof Rule.Any any) {
            return any.rules().stream().anyMatch(one -> means(one, profile));
        }
        if (rule instanceof Rule.Not not) {
            return !means(not.rule(), profile);
        }
        if (rule instanceof Rule.Trait trait) {
            return trait(trait, profile);
        }
        if (rule instanceof Rule.Total total) {
            return total(total, profile);
        }
        if (rule instanceof Rule.Seen seen) {
            Instant at = seen.first() ? profile.firstSeen : profile.lastSeen;
            if (at == null) {
                return false;
            }
            return seen.withinDays() != null
                    ? !at.isBefore(NOW.minus(Duration.ofDays(seen.withinDays())))
                    : at.isBefore(NOW.minus(Duration.ofDays(Objects.requireNonNull(seen.beforeDays()))));
        }
        Rule.Did did = (Rule.Did) rule;
        long today = Math.floorDiv(NOW.getEpochSecond(), 86_400L);
        long times = 0;
        for (Map.Entry<Long, ? extends Map<String, Long>> day : profile.days.entrySet()) {
            if (did.withinDays() == null || day.getKey() > today - did.withinDays()) {
                times += day.getValue().getOrDefault(did.did(), 0L);
            }
        }
        return did.atLeast() != null ? times >= did.atLeast() : times <= Objects.requireNonNull(did.atMost());
    }

    private static boolean trait(Rule.Trait rule, CustomerProfile profile) {
        CustomerPartial.TraitState state = profile.traits.get(rule.trait());
        Object value = state == null ? null : state.value();
        boolean exists = value != null && !PersonalTraits.contains(rule.trait());
        List<?> values = !exists ? List.of() : value instanceof List<?> list ? list : List.of(value);
        return switch (rule.is()) {
            case EQUALS, IN -> rule.values().stream().anyMatch(wanted -> equal(values, wanted));
            case NOT_EQUALS -> rule.values().stream().noneMatch(wanted -> equal(values, wanted));
            case EXISTS -> exists == (Boolean) rule.values().get(0);
            case CONTAINS ->
                values.stream()
                        .anyMatch(one -> one instanceof String text
                                && text.contains((String) rule.values().get(0)));
            case GT, GTE, LT, LTE ->
                values.stream()
                        .anyMatch(one -> one instanceof Number
                                && holds(
                                        Comparison.valueOf(rule.is().name()),
                                        new BigDecimal(one.toString()),
                                        (BigDecimal) rule.values().get(0)));
        };
    }

    private static boolean equal(List<?> values, Object wanted) {
        return values.stream().anyMatch(one -> {
            if (one instanceof Number) {
                BigDecimal number = new BigDecimal(one.toString());
                return wanted instanceof BigDecimal other
                        ? number.compareTo(other) == 0
                        : wanted instanceof String text
                                && text.equals(number.stripTrailingZeros().toPlainString());
            }
            return !(one instanceof Map)
                    && !(wanted instanceof BigDecimal)
                    && one.toString().equals(wanted.toString());
        });
    }

    private static boolean total(Rule.Total rule, CustomerProfile profile) {
        Map<TotalName, BigDecimal> totals = new HashMap<>();
        totals.put(TotalName.EVENTS, BigDecimal.valueOf(profile.events));
        totals.put(TotalName.ORDERS_COUNT, BigDecimal.valueOf(profile.orders.ids.size()));
        totals.put(TotalName.ORDERS_AMOUNT, profile.orders.amount);
        totals.put(TotalName.REFUNDS_COUNT, BigDecimal.valueOf(profile.refunds.ids.size()));
        totals.put(TotalName.REFUNDS_AMOUNT, profile.refunds.amount);
        totals.put(TotalName.ADJUSTMENTS_COUNT, BigDecimal.valueOf(profile.adjustments.ids.size()));
        totals.put(TotalName.ADJUSTMENTS_AMOUNT, profile.adjustments.amount);
        return holds(rule.is(), Objects.requireNonNull(totals.get(rule.total())), rule.value());
    }

    private static boolean holds(Comparison is, BigDecimal value, BigDecimal bound) {
        int order = value.compareTo(bound);
        return switch (is) {
            case GT -> order > 0;
            case GTE -> order >= 0;
            case LT -> order < 0;
            case LTE -> order <= 0;
            case EQUALS -> order == 0;
        };
    }
}
