package io.annals.projections;

import io.annals.contracts.behavior.Behavior;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a behaviour says about money and goods, in the usual e-commerce vocabulary and that of tills (docs/vocabulary.md).
 *
 * <p>The amount is {@code revenue}, else {@code total}, else {@code value}, else the sum of price × quantity over
 * {@code products}. A refund is negative whichever sign it came with; orders and adjustments keep theirs. Amounts stay in
 * the currency they came in.
 *
 * @param orderId of the order or receipt it belongs to; the message's own id when it names none
 * @param lines the goods, for orders and for what was viewed, tried or put into a cart
 */
public record Purchase(Kind kind, String orderId, BigDecimal amount, List<Line> lines) {

    /** What an order of ten thousand lines adds to its customer is the sum, not ten thousand favourites. */
    private static final int MAX_LINES = 2_000;

    public enum Kind {
        ORDER,
        REFUND,
        ADJUSTMENT,
        /** Viewed, tried, or put into a cart: interest in a category, no money. */
        INTEREST
    }

    public record Line(
            @Nullable String productId, @Nullable String name, @Nullable String category, BigDecimal amount) {}

    /** {@code null} for every behaviour that is about something else. */
    public static @Nullable Purchase of(Behavior behavior) {
        Kind kind = kind(behavior.name());
        if (kind == null || !behavior.kind().equals("track")) {
            return null;
        }
        Object properties = behavior.properties();
        String named = Properties.text(properties, "order_id");
        String orderId = named == null ? Properties.text(properties, "receipt_id") : named;
        List<Line> lines = kind == Kind.INTEREST ? List.of(line(properties)) : lines(properties);
        return new Purchase(
                kind, orderId == null ? behavior.messageId() : orderId, amount(kind, properties, lines), lines);
    }

    private static @Nullable Kind kind(String name) {
        return switch (name) {
            case "Order Completed", "Receipt Issued" -> Kind.ORDER;
            case "Order Refunded", "Receipt Refunded" -> Kind.REFUND;
            case "Stock Adjusted", "Bad Debt Adjusted" -> Kind.ADJUSTMENT;
            case "Product Viewed", "Product Added", "Product Tried" -> Kind.INTEREST;
            default -> null;
        };
    }

    private static BigDecimal amount(Kind kind, Object properties, List<Line> lines) {
        if (kind == Kind.INTEREST) {
            return BigDecimal.ZERO;
        }
        BigDecimal amount = null;
        for (String key : List.of("revenue", "total", "value")) {
            amount = amount == null ? Money.of(Properties.at(properties, key)) : amount;
        }
        if (amount == null) {
            amount = lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
        return kind == Kind.REFUND ? amount.abs().negate() : amount;
    }

    private static List<Line> lines(Object properties) {
        List<Line> lines = new ArrayList<>();
        for (Object product : Properties.list(properties, "products")) {
            if (lines.size() == MAX_LINES) {
                break;
            }
            lines.add(line(product));
        }
        return lines;
    }

    private static Line line(Object product) {
        BigDecimal price = Money.of(Properties.at(product, "price"));
        BigDecimal quantity = Money.of(Properties.at(product, "quantity"));
        BigDecimal amount = price == null
                ? BigDecimal.ZERO
                : Money.of(price.multiply(quantity == null ? BigDecimal.ONE : quantity));
        return new Line(
                Properties.text(product, "product_id"),
                Properties.text(product, "name"),
                Properties.text(product, "category"),
                amount == null ? BigDecimal.ZERO : amount);
    }
}
