package io.annals.projections.customer;

import static io.annals.projections.Said.NOON;
import static io.annals.projections.Said.did;
import static io.annals.projections.Said.granted;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.contracts.customer.CustomerView;
import io.annals.contracts.customer.CustomerView.Amount;
import io.annals.contracts.customer.Purpose;
import io.annals.contracts.segment.RuleReader;
import io.annals.projections.Platform;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReceiptIT {

    @Test
    void countsWhatATillSaysLikeWhatAWebShopSays() {
        try (Platform platform = new Platform()) {
            platform.append(
                    "till",
                    granted("till", Purpose.COLLECTION, NOON),
                    granted("till", Purpose.PROFILING, NOON),
                    did("till", "Order Completed", NOON, Map.of("order_id", "o-1", "revenue", 5)),
                    did("till", "Receipt Issued", NOON, receipt("r-1", "20.50", "tea")),
                    did("till", "Receipt Issued", NOON, Map.of("receipt_id", "r-2", "order_id", "o-1", "total", 3)),
                    did("till", "Receipt Refunded", NOON, receipt("r-1", "4", "tea")),
                    did("till", "Product Tried", NOON, Map.of("category", "coats", "seconds", 90)),
                    did("till", "Store Visited", NOON, Map.of("store_id", "s-1", "total", 99)));
            platform.await(CustomerViews.VIEW, CustomerSearch.VIEW);

            Family family =
                    Objects.requireNonNull(platform.get(CustomerViews.class).find("till"));
            CustomerView view = family.profile().view(family.root(), null, null, NOON);
            assertThat(view.totals().orders()).isEqualTo(new Amount(2, new BigDecimal("28.50")));
            assertThat(view.totals().refunds()).isEqualTo(new Amount(1, new BigDecimal("-4")));
            assertThat(view.topCategories())
                    .extracting(CustomerView.Category::name)
                    .containsExactly("tea", "coats");

            CustomerSearch search = platform.get(CustomerSearch.class);
            search.refresh();
            Map<String, Object> rule = Map.of("total", "orders.amount", "is", "gte", "value", 28);
            assertThat(search.preview(RuleReader.read(rule), 10, NOON, 0).count())
                    .isEqualTo(1);
        }
    }

    private static Map<String, Object> receipt(String id, String total, String category) {
        return Map.of(
                "receipt_id",
                id,
                "total",
                new BigDecimal(total),
                "products",
                List.of(Map.of("product_id", "p-" + category, "category", category, "price", new BigDecimal(total))));
    }
}
