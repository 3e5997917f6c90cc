package io.annals.query;

import static io.annals.query.Told.NOON;
import static io.annals.query.Told.attached;
import static io.annals.query.Told.did;
import static io.annals.query.Told.granted;
import static io.annals.query.Told.heard;
import static io.annals.query.Told.merged;
import static io.annals.query.Told.traits;
import static io.annals.query.Told.unmerged;
import static io.annals.query.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.contracts.customer.CustomerEvent;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.Purpose;
import io.annals.query.Answers.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The past is the same fold over fewer events: asked as of now, it is the live view. */
class RetrospectIT {

    private static Answers answers;
    private static int families;

    @BeforeContainer
    static void start() {
        answers = new Answers();
    }

    @AfterContainer
    static void stop() {
        answers.close();
    }

    /** Two customers who may become one; each event carries the number of the customer it is about, 0 or 1. */
    @Provide
    Arbitrary<List<Said>> histories() {
        Arbitrary<Instant> times =
                Arbitraries.longs().between(-100_000, 100_000).map(NOON::plusSeconds);
        Arbitrary<Integer> kinds = Arbitraries.frequency(
                Tuple.of(6, 0),
                Tuple.of(3, 1),
                Tuple.of(2, 2),
                Tuple.of(2, 3),
                Tuple.of(2, 4),
                Tuple.of(1, 5),
                Tuple.of(1, 6),
                Tuple.of(1, 7));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        kinds,
                        times,
                        Arbitraries.integers().between(0, 4))
                .as(Said::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    record Said(int whom, int kind, Instant at, int number) {

        List<CustomerEvent> events(String me, String other) {
            return switch (kind) {
                case 0 ->
                    List.of(did(
                            me,
                            number % 2 == 0 ? "Order Completed" : "Product Viewed",
                            at,
                            Map.of(
                                    "order_id",
                                    "o" + number,
                                    "revenue",
                                    new BigDecimal("1.10"),
                                    "category",
                                    "c" + number)));
                case 1 -> {
                    Map<String, Object> change = new HashMap<>();
                    change.put(
                            List.of("plan", "country", "age", "name", "vip").get(number),
                            number == 2 ? null : "v" + number);
                    yield List.of(traits(me, at, change));
                }
                case 2 -> List.of(attached(me, Identifier.EMAIL, me + number + "@example.com", at));
                case 3 -> List.of(granted(me, Purpose.PROFILING, at));
                case 4 -> List.of(withdrawn(me, Purpose.PROFILING, at));
                case 5 -> List.of(unmerged(me, me, other, at), unmerged(other, me, other, at));
                case 6 -> List.of(heard(me, other, Purpose.PROFILING, at));
                default -> List.of(merged(me, me, other, at), merged(other, me, other, at));
            };
        }
    }

    @Property(tries = 40)
    void asOfNowEqualsTheLiveView(@ForAll("histories") List<Said> history) {
        String[] customers = {"a" + families, "b" + families};
        families++;
        List<CustomerEvent> events = new ArrayList<>();
        for (String customer : customers) {
            events.add(granted(customer, Purpose.COLLECTION, NOON));
        }
        history.forEach(said -> events.addAll(said.events(customers[said.whom()], customers[1 - said.whom()])));
        answers.append(events);
        answers.settled("customer-view");
        for (String customer : customers) {
            Answer live = answers.get("/api/customers/" + customer);
            Answer past = answers.get("/api/customers/" + customer + "?asOf=" + Instant.now() + "&knownAt="
                    + Instant.now().plusSeconds(1));
            assertThat(past.status()).isEqualTo(200);
            assertThat(timeless(past.body())).isEqualTo(timeless(live.body()));
        }
    }

    @Example
    void aMergeAndItsEndAreSeenOnBothSidesOfEach() {
        Instant merged = NOON.plusSeconds(100);
        Instant separated = NOON.plusSeconds(200);
        answers.append(List.of(
                granted("sister", Purpose.COLLECTION, NOON),
                granted("sister", Purpose.PROFILING, NOON),
                granted("tablet", Purpose.COLLECTION, NOON),
                did("sister", "Order Completed", NOON, Map.of("order_id", "o1", "revenue", 5)),
                did("tablet", "Order Completed", NOON, Map.of("order_id", "o2", "revenue", 7))));
        answers.append(List.of(
                merged("sister", "sister", "tablet", merged),
                merged("tablet", "sister", "tablet", merged),
                heard("tablet", "sister", Purpose.PROFILING, merged),
                did("tablet", "Order Completed", merged.plusSeconds(1), Map.of("order_id", "o3", "revenue", 11))));
        answers.settled("customer-view");
        Instant known = Instant.now();
        assertThat(orders("sister", "")).isEqualTo(23);
        assertThat(orders("tablet", "")).isEqualTo(23);

        answers.append(List.of(
                unmerged("sister", "sister", "tablet", separated), unmerged("tablet", "sister", "tablet", separated)));
        answers.settled("customer-view");

        assertThat(orders("sister", "")).isEqualTo(5);
        assertThat(orders("tablet", "")).isEqualTo(18);
        assertThat(purposes("tablet", "")).containsExactly(Purpose.COLLECTION);
        assertThat(orders("tablet", "?asOf=" + merged.minusSeconds(1))).isEqualTo(7);
        assertThat(orders("tablet", "?asOf=" + separated.minusSeconds(1))).isEqualTo(23);
        assertThat(purposes("tablet", "?asOf=" + separated.minusSeconds(1)))
                .containsExactly(Purpose.COLLECTION, Purpose.PROFILING);
        assertThat(orders("tablet", "?asOf=" + separated)).isEqualTo(18);
        assertThat(orders("tablet", "?knownAt=" + known)).isEqualTo(23);
        assertThat(answers.get("/api/customers/tablet/history").body().get("events"))
                .extracting(event -> event.get("stream").asString())
                .containsOnly("tablet");
    }

    private static double orders(String customer, String moment) {
        return answers.get("/api/customers/" + customer + moment)
                .body()
                .at("/totals/orders/amount")
                .asDouble();
    }

    private static List<String> purposes(String customer, String moment) {
        return answers.get("/api/customers/" + customer + moment)
                .body()
                .get("consents")
                .valueStream()
                .map(consent -> consent.get("purpose").asString())
                .toList();
    }

    private static JsonNode timeless(JsonNode view) {
        ObjectNode copy = ((ObjectNode) view).deepCopy();
        copy.remove(List.of("asOf", "knownAt"));
        return copy;
    }
}
