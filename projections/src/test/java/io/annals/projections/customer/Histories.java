package io.annals.projections.customer;

import static io.annals.projections.Said.attached;
import static io.annals.projections.Said.did;
import static io.annals.projections.Said.granted;
import static io.annals.projections.Said.refused;
import static io.annals.projections.Said.traits;
import static io.annals.projections.Said.withdrawn;

import io.annals.contracts.customer.CustomerEvent;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.Purpose;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random customers: everything that can stand in a stream, hostile values among it. */
public final class Histories {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final List<String> NAMES =
            List.of("Product Viewed", "Product Added", "Order Completed", "Order Refunded", "Stock Adjusted", "Page");

    private Histories() {}

    /** What one stream says, in stream order; event times in any order. */
    public static Arbitrary<List<CustomerEvent>> of(String stream, int most) {
        return Arbitraries.frequencyOf(
                        Tuple.of(8, behaviors(stream)),
                        Tuple.of(3, changes(stream)),
                        Tuple.of(2, decisions(stream)),
                        Tuple.of(1, times().map(at -> refused(stream, 2, at))),
                        Tuple.of(
                                1,
                                Combinators.combine(
                                                times(), Arbitraries.integers().between(1, 3))
                                        .as((at, n) -> attached(stream, Identifier.EMAIL, stream + n + "@x.org", at))))
                .list()
                .ofMaxSize(most)
                .map(events -> {
                    // A stream begins with a grant: before one nothing of a person is kept.
                    List<CustomerEvent> history = new ArrayList<>();
                    history.add(granted(stream, Purpose.COLLECTION, START.minusSeconds(86_400)));
                    history.addAll(events);
                    return history;
                });
    }

    public static Arbitrary<Instant> times() {
        return Arbitraries.longs().between(0, 60L * 24 * 40).map(minute -> START.plusSeconds(minute * 60));
    }

    private static Arbitrary<CustomerEvent> behaviors(String stream) {
        return Combinators.combine(Arbitraries.of(NAMES), times(), properties())
                .as((name, at, properties) -> did(stream, name, at, properties));
    }

    private static Arbitrary<CustomerEvent> changes(String stream) {
        return Combinators.combine(
                        times(),
                        Arbitraries.of("country", "plan", "age", "vip", "tags", "email"),
                        Arbitraries.of(
                                "France",
                                "gold",
                                "",
                                7,
                                31L,
                                3.5,
                                new BigDecimal("12.50"),
                                true,
                                List.of("a", "b", 3),
                                Map.of("deep", List.of(1)),
                                "none"))
                .as((at, name, value) -> {
                    Map<String, Object> change = new HashMap<>();
                    change.put(name, value.equals("none") ? null : value);
                    return traits(stream, at, change);
                });
    }

    private static Arbitrary<CustomerEvent> decisions(String stream) {
        return Combinators.combine(
                        times(),
                        Arbitraries.of(Purpose.PROFILING, Purpose.MARKETING),
                        Arbitraries.integers().between(0, 3))
                .as((at, purpose, kind) -> switch (kind) {
                    case 0 -> withdrawn(stream, purpose, at);
                    case 1 -> granted(stream, purpose, at, at.plusSeconds(86_400 * 10), at);
                    default -> granted(stream, purpose, at);
                });
    }

    private static Arbitrary<Map<String, Object>> properties() {
        Arbitrary<Object> amounts = Arbitraries.of(
                new BigDecimal("10.10"),
                new BigDecimal("-3.33"),
                5,
                2.25,
                "7.5",
                "NaN",
                "1e999999999",
                new BigDecimal("1e999999"),
                Double.NaN,
                List.of(1),
                Map.of("amount", 3));
        Arbitrary<Object> lines = Combinators.combine(
                        Arbitraries.of("p1", "p2", "p3"), Arbitraries.of("tea", "pots", "cups"), amounts)
                .as((product, category, price) -> Map.<String, Object>of(
                        "product_id", product, "category", category, "price", price, "quantity", 2));
        return Combinators.combine(
                        Arbitraries.of("o1", "o2", "o3", ""),
                        amounts,
                        lines,
                        Arbitraries.integers().between(0, 3))
                .as((order, amount, line, shape) -> {
                    Map<String, Object> properties = new LinkedHashMap<>();
                    properties.put("order_id", order);
                    properties.put("category", "tea");
                    if (shape != 0) {
                        properties.put(List.of("revenue", "total", "value").get(shape - 1), amount);
                    }
                    properties.put("products", shape == 3 ? List.of("junk", line) : List.of(line, line));
                    return properties;
                });
    }
}
