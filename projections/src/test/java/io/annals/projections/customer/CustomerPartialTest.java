package io.annals.projections.customer;

import static io.annals.projections.Said.NOON;
import static io.annals.projections.Said.did;
import static io.annals.projections.Said.granted;
import static io.annals.projections.Said.merged;
import static io.annals.projections.Said.traits;
import static io.annals.projections.Said.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.contracts.customer.CustomerEvent;
import io.annals.contracts.customer.CustomerView;
import io.annals.contracts.customer.CustomerView.Amount;
import io.annals.contracts.customer.CustomerView.Consent;
import io.annals.contracts.customer.Purpose;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CustomerPartialTest {

    @Provide
    Arbitrary<List<CustomerEvent>> histories() {
        return Histories.of("anna", 40);
    }

    @Property(tries = 200)
    void anEventSeenTwiceChangesNothing(@ForAll("histories") List<CustomerEvent> history, @ForAll Random random) {
        CustomerPartial once = folded("anna", 0, history);
        CustomerPartial again = CustomerPartial.of("anna");
        for (int i = 0; i < history.size(); i++) {
            again.apply(history.get(i), i, i + 1L);
            int earlier = random.nextInt(i + 1);
            assertThat(again.apply(history.get(earlier), earlier, earlier + 1L)).isFalse();
        }
        assertThat(json(again)).isEqualTo(json(once));
    }

    @Property(tries = 200)
    void comesBackFromItsBytesAsItWas(@ForAll("histories") List<CustomerEvent> history, @ForAll Random random) {
        CustomerPartial straight = folded("anna", 0, history);
        CustomerPartial stored = CustomerPartial.of("anna");
        for (int i = 0; i < history.size(); i++) {
            stored.apply(history.get(i), i, i + 1L);
            if (random.nextInt(4) == 0) {
                stored = PartialJson.read(PartialJson.write(stored));
            }
        }
        assertThat(json(stored)).isEqualTo(json(straight));
        assertThat(view(stored)).isEqualTo(view(straight));
    }

    @Provide
    Arbitrary<List<List<CustomerEvent>>> families() {
        return Combinators.combine(Histories.of("a", 15), Histories.of("b", 15), Histories.of("c", 15))
                .as(List::of);
    }

    @Property(tries = 100)
    void theOrderOfStreamsDoesNotMatter(
            @ForAll("families") List<List<CustomerEvent>> histories, @ForAll Random random) {
        List<CustomerPartial> partials = new ArrayList<>();
        for (List<CustomerEvent> history : histories) {
            partials.add(folded(history.get(0).customerId(), partials.size() * 1_000L, history));
        }
        CustomerView straight = CustomerProfile.combine(partials).view("a", null, null, NOON);
        Collections.shuffle(partials, random);
        assertThat(CustomerProfile.combine(partials).view("a", null, null, NOON))
                .isEqualTo(straight);
    }

    @Test
    void countsAnOrderInPartsOnceAndAddsItsAmounts() {
        CustomerPartial partial = folded(
                "anna",
                0,
                List.of(
                        order("Order Completed", "o-1", "10.10"),
                        order("Order Completed", "o-1", "0.20"),
                        order("Order Completed", "o-2", "1"),
                        order("Order Refunded", "c-1", "-4.00"),
                        order("Order Refunded", "c-2", "4.00"),
                        order("Stock Adjusted", "a-1", "-2"),
                        order("Bad Debt Adjusted", "a-2", "11062.06")));
        CustomerView.Totals totals = view(partial).totals();
        assertThat(totals.orders()).isEqualTo(new Amount(2, new BigDecimal("11.30")));
        assertThat(totals.refunds()).isEqualTo(new Amount(2, new BigDecimal("-8.00")));
        assertThat(totals.adjustments()).isEqualTo(new Amount(2, new BigDecimal("11060.06")));
    }

    @Test
    void sumsTheLinesWhenAnOrderStatesNoSum() {
        CustomerPartial partial = folded(
                "anna",
                0,
                List.of(did(
                        "anna",
                        "Order Completed",
                        NOON,
                        Map.of(
                                "products",
                                List.of(
                                        Map.of("product_id", "p", "price", 2.5, "quantity", 4),
                                        Map.of("product_id", "p", "price", "1.05")),
                                "revenue",
                                "NaN"))));
        assertThat(view(partial).totals().orders().amount()).isEqualByComparingTo("11.05");
        assertThat(view(partial).totals().orders().count()).isEqualTo(1);
    }

    @Test
    void leavesATraitToTheLatestEventTime() {
        Map<String, Object> gone = new HashMap<>();
        gone.put("plan", null);
        CustomerPartial partial = folded(
                "anna",
                0,
                List.of(
                        traits("anna", NOON.plusSeconds(9), Map.of("country", "France")),
                        traits("anna", NOON, Map.of("country", "Spain", "plan", "gold")),
                        traits("anna", NOON.plusSeconds(1), gone),
                        traits("anna", NOON.minusSeconds(1), Map.of("plan", "silver"))));
        assertThat(view(partial).traits()).extracting(CustomerView.Trait::value).containsExactly("France");
    }

    @Test
    void showsPreferencesOnlyWhileProfilingIsAllowed() {
        List<CustomerEvent> history = new ArrayList<>(List.of(
                did("anna", "Product Viewed", NOON, Map.of("category", "tea")),
                granted("anna", Purpose.PROFILING, NOON, NOON.plusSeconds(60), NOON)));
        CustomerProfile profile = CustomerProfile.combine(List.of(folded("anna", 0, history)));
        assertThat(profile.view("anna", null, null, NOON).topCategories()).hasSize(1);
        CustomerView later = profile.view("anna", null, null, NOON.plusSeconds(60));
        assertThat(later.topCategories()).isEmpty();
        assertThat(later.consents().get(0).state()).isEqualTo(Consent.State.expired);
        history.add(withdrawn("anna", Purpose.PROFILING, NOON));
        CustomerView withdrawn = view(folded("anna", 0, history));
        assertThat(withdrawn.topCategories()).isEmpty();
    }

    @Test
    void boundsWhatAHostileClientCanMakeItRemember() {
        CustomerPartial partial = CustomerPartial.of("anna");
        for (int i = 0; i < 3_000; i++) {
            partial.apply(
                    did(
                            "anna",
                            i % 2 == 0 ? "Order Completed" : "name " + i,
                            NOON,
                            Map.of("products", List.of(Map.of("product_id", "p" + i, "category", "c" + i)))),
                    i,
                    i + 1L);
        }
        assertThat(partial.byName).hasSizeLessThanOrEqualTo(501);
        assertThat(partial.products.best().count()).isLessThanOrEqualTo(400);
        assertThat(view(partial).totals().events()).isEqualTo(3_000);
    }

    @Test
    void findsTheSameFamilyFromEveryMember() {
        Map<String, CustomerPartial> partials = new HashMap<>();
        partials.put("a", folded("a", 0, List.of(merged("a", "b", "a", NOON))));
        partials.put("b", folded("b", 9, List.of(merged("b", "b", "a", NOON), merged("b", "c", "b", NOON))));
        partials.put("c", folded("c", 19, List.of(merged("c", "c", "b", NOON))));
        for (String member : partials.keySet()) {
            Family family = Family.of(member, partials::get);
            assertThat(family.root()).isEqualTo("c");
            assertThat(family.partials()).hasSize(3);
        }
    }

    @Test
    void aCircleOfMergesStillHasOneRoot() {
        Map<String, CustomerPartial> partials = new HashMap<>();
        partials.put("a", folded("a", 0, List.of(merged("a", "b", "a", NOON), merged("a", "a", "b", NOON))));
        partials.put("b", folded("b", 9, List.of(merged("b", "b", "a", NOON), merged("b", "a", "b", NOON))));
        assertThat(Family.of("a", partials::get)).isEqualTo(Family.of("b", partials::get));
    }

    private static CustomerEvent order(String name, String id, String revenue) {
        return did("anna", name, NOON, Map.of("order_id", id, "revenue", new BigDecimal(revenue)));
    }

    static CustomerPartial folded(String stream, long before, List<CustomerEvent> history) {
        CustomerPartial partial = CustomerPartial.of(stream);
        for (int i = 0; i < history.size(); i++) {
            partial.apply(history.get(i), i, before + i + 1);
        }
        return partial;
    }

    private static CustomerView view(CustomerPartial partial) {
        Instant now = NOON;
        return CustomerProfile.combine(List.of(partial)).view(partial.stream(), null, null, now);
    }

    private static String json(CustomerPartial partial) {
        return new String(PartialJson.write(partial), StandardCharsets.UTF_8);
    }
}
