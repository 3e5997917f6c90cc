package io.annals.app.demo;

import io.annals.app.client.ApiClient;
import io.annals.app.demo.Catalog.Product;
import io.annals.app.importer.TrackingBatches;
import io.annals.contracts.customer.Purpose;
import io.annals.contracts.source.ConsentPolicy;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * A shop whose visitors behave the same way each time: 400 people over 120 days, on the web, in the app and in a store.
 * Everything is drawn from one seed; only the calendar follows the clock, so that "the last 30 days" means something.
 * Visitors answer a consent banner, and the answer travels with each event: some refuse, some allow no profiling.
 */
public final class SimulatedShop {

    public static final String SOURCE = "simulated-shop";

    public static final ConsentPolicy CONSENT = new ConsentPolicy(
            ConsentPolicy.Mode.FROM_EVENT,
            Map.of(
                    "analytics", List.of(Purpose.COLLECTION),
                    "personalisation", List.of(Purpose.PROFILING, Purpose.RECOMMENDATION),
                    "advertising", List.of(Purpose.MARKETING)),
            List.of(),
            "");

    /** Called with how many events of how many have been sent. */
    @FunctionalInterface
    public interface Watcher {
        void at(long done, long of);
    }

    private static final long SEED = 20_261_122;
    private static final int VISITORS = 400;
    private static final int DAYS = 120;
    private static final List<String> COUNTRIES =
            List.of("China", "China", "China", "Germany", "France", "United Kingdom");
    private static final List<String> CHANNELS = List.of("web", "web", "app", "mini-program", "store");
    private static final List<String> FIRST =
            List.of("Ada", "Bo", "Chen", "Dana", "Emil", "Fang", "Greta", "Hui", "Ivo", "Jing");
    private static final List<String> LAST =
            List.of("Li", "Meyer", "Wang", "Dubois", "Smith", "Zhang", "Keller", "Moreau");

    private final ApiClient api;
    private final Instant today;

    public SimulatedShop(ApiClient api, Clock clock) {
        this.api = api;
        this.today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    }

    /** Returns when all of it is durable. */
    public void play(String writeKey, Watcher watcher) {
        List<Map<String, Object>> calls = new ArrayList<>();
        Random random = new Random(SEED);
        for (int i = 0; i < VISITORS; i++) {
            new Visitor(i, random, calls).live();
        }
        try (TrackingBatches batches = new TrackingBatches(api, writeKey)) {
            for (Map<String, Object> call : calls) {
                batches.add(call);
                watcher.at(batches.sent() - 1, calls.size());
            }
            batches.flush();
        }
        watcher.at(calls.size(), calls.size());
    }

    /** One person: taste, budget, habits. */
    private final class Visitor {

        private final int number;
        private final Random random;
        private final List<Map<String, Object>> calls;
        private final String anonymousId;
        private final String country;
        private final String taste;
        private final boolean buys;
        private final Map<String, Object> consent;
        private boolean signedUp;
        private int message;

        Visitor(int number, Random random, List<Map<String, Object>> calls) {
            this.number = number;
            this.random = random;
            this.calls = calls;
            this.anonymousId = "visitor-" + number;
            this.country = pick(COUNTRIES);
            this.taste = pick(Catalog.PRODUCTS).category();
            this.buys = random.nextInt(100) < 70;
            this.consent = Map.of(
                    "analytics", random.nextInt(100) < 92,
                    "personalisation", random.nextInt(100) < 80,
                    "advertising", random.nextInt(100) < 55);
        }

        void live() {
            int visits = 1 + random.nextInt(buys ? 9 : 3);
            Instant at = today.minus(Duration.ofDays(1 + random.nextInt(DAYS)));
            for (int visit = 0; visit < visits && at.isBefore(today); visit++) {
                visit(at.plusSeconds(8 * 3_600 + random.nextInt(12 * 3_600)));
                at = at.plus(Duration.ofDays(1 + random.nextInt(25)));
            }
        }

        private void visit(Instant start) {
            String channel = pick(CHANNELS);
            Instant at = start;
            send(at, channel, "page", Map.of("name", "Home"), Map.of("path", "/"));
            Product wanted = pick(Catalog.PRODUCTS);
            List<Product> cart = new ArrayList<>();
            for (int views = 1 + random.nextInt(5); views > 0; views--) {
                at = at.plusSeconds(20 + random.nextInt(200));
                wanted = random.nextInt(100) < 65 ? favourite() : pick(Catalog.PRODUCTS);
                track(at, channel, "Product Viewed", describe(wanted, 1));
                if (buys && random.nextInt(100) < 35) {
                    at = at.plusSeconds(15);
                    track(at, channel, "Product Added", describe(wanted, 1));
                    cart.add(wanted);
                }
            }
            if (cart.isEmpty()) {
                return;
            }
            at = at.plusSeconds(60);
            track(at, channel, "Checkout Started", Map.of("value", total(cart), "currency", "EUR"));
            if (random.nextInt(100) < 30) {
                return; // left at the checkout
            }
            if (!signedUp) {
                signUp(at.plusSeconds(30), channel);
            }
            order(at.plusSeconds(90), channel, cart);
        }

        private void signUp(Instant at, String channel) {
            signedUp = true;
            String first = pick(FIRST);
            String last = pick(LAST);
            send(
                    at,
                    channel,
                    "identify",
                    Map.of(
                            "traits",
                            Map.of(
                                    "email", (first + "." + last + number + "@example.com").toLowerCase(Locale.ROOT),
                                    "firstName", first,
                                    "lastName", last,
                                    "country", country,
                                    "memberLevel", random.nextInt(100) < 20 ? "gold" : "basic")),
                    Map.of());
            track(at.plusSeconds(1), channel, "Signed Up", Map.of("method", channel));
        }

        private void order(Instant at, String channel, List<Product> cart) {
            String order = "D-" + number + "-" + message;
            List<Map<String, Object>> products = new ArrayList<>();
            cart.forEach(product -> products.add(describe(product, 1)));
            track(
                    at,
                    channel,
                    "Order Completed",
                    Map.of("order_id", order, "revenue", total(cart), "currency", "EUR", "products", products));
            if (random.nextInt(100) < 6) {
                track(
                        at.plus(Duration.ofDays(3)),
                        channel,
                        "Order Refunded",
                        Map.of("order_id", order, "total", total(cart), "currency", "EUR"));
            }
        }

        private Product favourite() {
            List<Product> liked = Catalog.PRODUCTS.stream()
                    .filter(product -> product.category().equals(taste))
                    .toList();
            return pick(liked);
        }

        private void track(Instant at, String channel, String event, Map<String, Object> properties) {
            send(at, channel, "track", Map.of("event", event), properties);
        }

        private void send(
                Instant at, String channel, String type, Map<String, Object> fields, Map<String, Object> properties) {
            if (!at.isBefore(today)) {
                return;
            }
            Map<String, Object> call = new LinkedHashMap<>(fields);
            call.put("type", type);
            call.put("messageId", "demo-" + number + "-" + message++);
            call.put("anonymousId", anonymousId);
            if (signedUp) {
                call.put("userId", "member-" + number);
            }
            call.put("timestamp", at.toString());
            call.put("properties", properties);
            call.put("context", Map.of("channel", channel, "consent", Map.of("categoryPreferences", consent)));
            calls.add(call);
        }

        private Map<String, Object> describe(Product product, int quantity) {
            return Map.of(
                    "product_id", product.id(),
                    "name", product.name(),
                    "category", product.category(),
                    "price", product.price(),
                    "quantity", quantity);
        }

        private BigDecimal total(List<Product> cart) {
            return cart.stream().map(Product::price).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }
    }
}
