package io.annals.projections.customer;

import static io.annals.projections.Said.NOON;
import static io.annals.projections.Said.attached;
import static io.annals.projections.Said.did;
import static io.annals.projections.Said.granted;
import static io.annals.projections.Said.merged;
import static io.annals.projections.Said.traits;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.contracts.customer.CustomerView;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.Purpose;
import io.annals.contracts.segment.RuleReader;
import io.annals.contracts.segment.SegmentVocabulary.EventCount;
import io.annals.contracts.segment.SegmentVocabulary.TraitName;
import io.annals.projections.Platform;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events in at the front door, the views asked. */
class CustomerViewIT {

    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void remembersACustomerOverAllTheirStreams() {
        platform.append(
                "anna-1",
                granted("anna-1", Purpose.COLLECTION, NOON),
                granted("anna-1", Purpose.PROFILING, NOON),
                attached("anna-1", Identifier.EMAIL, "Anna@Example.com", NOON),
                traits("anna-1", NOON, Map.of("name", "Anna", "country", "France", "age", 31)),
                did("anna-1", "Order Completed", NOON, order("o-1", "10.10", "tea")),
                did("anna-1", "Order Completed", NOON.plusSeconds(1), order("o-1", "5.05", "tea")),
                merged("anna-1", "anna-1", "anna-2", NOON.plusSeconds(5)));
        platform.append(
                "anna-2",
                granted("anna-2", Purpose.COLLECTION, NOON),
                did("anna-2", "Product Viewed", NOON.minusSeconds(60), Map.of("category", "pots")),
                merged("anna-2", "anna-1", "anna-2", NOON.plusSeconds(5)));
        platform.await(CustomerViews.VIEW, CustomerSearch.VIEW);

        Family family = platform.get(CustomerViews.class).find("anna-2");
        assertThat(family).isNotNull();
        CustomerView view = family.profile().view(family.root(), null, null, NOON);

        assertThat(view.customerId()).isEqualTo("anna-1");
        assertThat(view.members()).containsExactly("anna-1", "anna-2");
        assertThat(view.firstSeen()).isEqualTo(NOON.minusSeconds(60));
        assertThat(view.totals().orders()).isEqualTo(new CustomerView.Amount(1, new BigDecimal("15.15")));
        assertThat(view.topCategories()).extracting(CustomerView.Category::name).containsExactly("tea", "pots");

        CustomerSearch search = platform.get(CustomerSearch.class);
        search.refresh();
        var byMail = search.find(
                null,
                new Identifier(Identifier.EMAIL, "anna@example.com"),
                CustomerSearch.Order.LAST_SEEN,
                null,
                10,
                NOON);
        assertThat(byMail.total()).isEqualTo(1);
        assertThat(byMail.customers().get(0).customerId()).isEqualTo("anna-1");
        assertThat(byMail.customers().get(0).identifiers().get(0).value()).isEqualTo("a***@e***.com");
        assertThat(search.find("france", null, CustomerSearch.Order.AMOUNT, null, 10, NOON)
                        .total())
                .isEqualTo(1);
        assertThat(search.find("anna-2", null, CustomerSearch.Order.AMOUNT, null, 10, NOON)
                        .customers())
                .hasSize(1);
        var preview = search.preview(
                RuleReader.read(Map.of(
                        "all",
                        List.of(
                                Map.of("trait", "age", "is", "gte", "value", 30),
                                Map.of("did", "Order Completed", "atLeast", 2, "withinDays", 1)))),
                10,
                NOON,
                0);
        assertThat(preview.count()).isEqualTo(1);
        assertThat(search.vocabulary(NOON).traits())
                .containsExactlyInAnyOrder(
                        new TraitName("country", List.of("France")), new TraitName("age", List.of("31")));
        assertThat(search.vocabulary(NOON).events())
                .containsExactlyInAnyOrder(new EventCount("Order Completed", 2), new EventCount("Product Viewed", 1));
    }

    private static Map<String, Object> order(String id, String revenue, String category) {
        return Map.of(
                "order_id",
                id,
                "revenue",
                new BigDecimal(revenue),
                "products",
                List.of(Map.of(
                        "product_id", "p-1", "name", "Green", "category", category, "price", new BigDecimal(revenue))));
    }
}
