package io.annals.projections.behavior;

import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.projections.Properties;
import io.annals.projections.Purchase;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One behaviour as the index holds it: what and when and how much, under a random stream id; nothing personal. */
final class BehaviorDocument {

    private static final Map<String, Object> KEYWORD = Map.of("type", "keyword");
    private static final Map<String, Object> LONG = Map.of("type", "long");
    private static final Map<String, Object> DATE = Map.of("type", "date");

    static final Map<String, Object> MAPPING = Map.of(
            "dynamic",
            false,
            "properties",
            Map.ofEntries(
                    Map.entry("stream", KEYWORD),
                    Map.entry("sequence", LONG),
                    Map.entry("position", LONG),
                    Map.entry("name", KEYWORD),
                    Map.entry("kind", KEYWORD),
                    Map.entry("source", KEYWORD),
                    Map.entry("at", DATE),
                    Map.entry("recordedAt", DATE),
                    Map.entry("orderId", KEYWORD),
                    Map.entry("categories", KEYWORD),
                    Map.entry("products", KEYWORD),
                    Map.entry("amount", Map.of("type", "double")),
                    Map.entry("currency", KEYWORD),
                    Map.entry("channel", KEYWORD),
                    Map.entry("country", KEYWORD)));

    private BehaviorDocument() {}

    static Map<String, Object> of(BehaviorRecorded event, long sequence, long position, Instant recordedAt) {
        Behavior behavior = event.behavior();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("stream", event.customerId());
        document.put("sequence", sequence);
        document.put("position", position);
        document.put("name", Properties.cut(behavior.name()));
        document.put("kind", behavior.kind());
        document.put("source", behavior.source());
        document.put("at", Properties.millis(behavior.at()));
        document.put("recordedAt", recordedAt.toEpochMilli());
        put(document, "currency", Properties.text(behavior.properties(), "currency"));
        put(document, "channel", either(behavior, "channel"));
        put(document, "country", country(behavior));
        Purchase purchase = Purchase.of(behavior);
        if (purchase != null) {
            purchased(document, purchase);
        }
        return document;
    }

    private static void purchased(Map<String, Object> document, Purchase purchase) {
        if (purchase.kind() != Purchase.Kind.INTEREST) {
            document.put("orderId", Properties.cut(purchase.orderId()));
            document.put("amount", purchase.amount());
        }
        document.put("categories", distinct(purchase, Purchase.Line::category));
        document.put("products", distinct(purchase, Purchase.Line::productId));
    }

    private static List<String> distinct(Purchase purchase, Function<Purchase.Line, @Nullable String> part) {
        return purchase.lines().stream()
                .map(part)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static @Nullable String country(Behavior behavior) {
        String country = either(behavior, "country");
        return country == null ? Properties.text(behavior.context(), "location", "country") : country;
    }

    private static @Nullable String either(Behavior behavior, String key) {
        String text = Properties.text(behavior.properties(), key);
        return text == null ? Properties.text(behavior.context(), key) : text;
    }

    private static void put(Map<String, Object> document, String name, @Nullable Object value) {
        if (value != null) {
            document.put(name, value);
        }
    }
}
