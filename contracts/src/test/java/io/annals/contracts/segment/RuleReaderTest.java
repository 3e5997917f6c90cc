package io.annals.contracts.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleReaderTest {

    @Test
    void readsEveryKindOfClause() {
        Rule rule = RuleReader.read(Map.of(
                "all",
                List.of(
                        Map.of("any", List.of()),
                        Map.of("not", Map.of("seen", "first", "beforeDays", 30)),
                        Map.of("trait", "country", "is", "in", "value", List.of("France", 3, true)),
                        Map.of("total", "orders.amount", "is", "gte", "value", 99.5),
                        Map.of("did", "Product Viewed", "atLeast", 3, "withinDays", 30))));
        assertThat(rule)
                .isEqualTo(new Rule.All(List.of(
                        new Rule.Any(List.of()),
                        new Rule.Not(new Rule.Seen(true, null, 30)),
                        new Rule.Trait("country", Rule.TraitTest.IN, List.of("France", new BigDecimal("3"), true)),
                        new Rule.Total(Rule.TotalName.ORDERS_AMOUNT, Rule.Comparison.GTE, new BigDecimal("99.5")),
                        new Rule.Did("Product Viewed", 3, null, 30))));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("the rule", "all"),
                mistake("the rule", Map.of()),
                mistake("/all", Map.of("all", Map.of())),
                mistake("/all/1", Map.of("all", List.of(Map.of("any", List.of()), 7))),
                mistake("/more", Map.of("all", List.of(), "more", 1)),
                mistake("/a~1b", Map.of("not", Map.of("all", List.of()), "a/b", 1)),
                mistake("/trait", Map.of("trait", "workEmail", "is", "exists")),
                mistake("/is", Map.of("trait", "plan", "is", "like", "value", "x")),
                mistake("/value", Map.of("trait", "plan", "is", "gt", "value", "x")),
                mistake("/value/0", Map.of("trait", "plan", "is", "in", "value", List.of(Map.of()))),
                mistake("/total", Map.of("total", "events.all", "is", "gt", "value", 1)),
                mistake("/value", Map.of("total", "events", "is", "gt", "value", new BigDecimal("1e999999999"))),
                mistake("/value", Map.of("total", "events", "is", "gt", "value", Double.NaN)),
                mistake("the rule", Map.of("seen", "last")),
                mistake("/seen", Map.of("seen", "ever", "withinDays", 1)),
                mistake("the rule", Map.of("did", "Page")),
                mistake("/atLeast", Map.of("did", "Page", "atLeast", 1.5)),
                mistake("/withinDays", Map.of("did", "Page", "atLeast", 1, "withinDays", 0)));
    }

    private static Arguments mistake(String place, Object tree) {
        return Arguments.of(place, tree);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void pointsAtTheMistake(String place, Object tree) {
        assertThatThrownBy(() -> RuleReader.read(tree))
                .isInstanceOf(RuleInvalid.class)
                .hasMessageStartingWith(place + ": ");
    }

    @Test
    void refusesTreesThatAreTooDeepOrTooWide() {
        Object deep = Map.of("did", "Page", "atLeast", 1);
        for (int i = 0; i < 19; i++) {
            deep = Map.of("not", deep);
        }
        Object deepest = deep;
        assertThat(RuleReader.read(deepest)).isInstanceOf(Rule.Not.class);
        assertThatThrownBy(() -> RuleReader.read(Map.of("not", deepest))).isInstanceOf(RuleInvalid.class);
        List<Object> wide = Collections.nCopies(200, Map.of("did", "Page", "atLeast", 1));
        assertThatThrownBy(() -> RuleReader.read(Map.of("any", wide))).hasMessageStartingWith("/any/199");
        assertThat(RuleReader.read(Map.of("any", wide.subList(0, 199)))).isInstanceOf(Rule.Any.class);
    }

    @Test
    void takesNullsForWhatTheyAre() {
        Map<String, Object> tree = new HashMap<>();
        tree.put("trait", "plan");
        tree.put("is", "equals");
        tree.put("value", null);
        assertThatThrownBy(() -> RuleReader.read(tree)).hasMessageStartingWith("/value");
        assertThatThrownBy(() -> RuleReader.read(null)).isInstanceOf(RuleInvalid.class);
    }
}
