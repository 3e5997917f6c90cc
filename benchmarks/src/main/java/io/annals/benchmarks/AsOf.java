package io.annals.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** How long the question takes what a customer with ten thousand events looked like at an instant of the past. */
final class AsOf {

    private static final int EVENTS = 10_000;
    private static final int BATCH = 250;
    private static final int WARM_UP = 200;
    private static final Duration YEAR = Duration.ofDays(365);

    private final ServerApi api;
    private final Random random = new Random(7);

    AsOf(ServerApi api) {
        this.api = api;
    }

    String measure(int questions) throws IOException, InterruptedException {
        Instant began = Instant.now().minus(YEAR);
        String customer = customer(began);
        double first = ask(customer, began);
        for (int i = 0; i < WARM_UP; i++) {
            ask(customer, began);
        }
        double[] millis = new double[questions];
        for (int i = 0; i < questions; i++) {
            millis[i] = ask(customer, began);
        }
        Arrays.sort(millis);
        return "first %.0f ms, then p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, worst %.0f ms"
                .formatted(
                        first,
                        millis[questions / 2],
                        millis[questions * 95 / 100],
                        millis[questions * 99 / 100],
                        millis[questions - 1]);
    }

    /** A twentieth of the events come up to a day late, one of two thousand as late as can be. */
    private String customer(Instant began) throws IOException, InterruptedException {
        String who = "as-of-" + UUID.randomUUID();
        for (int from = 0; from < EVENTS; from += BATCH) {
            StringBuilder batch = new StringBuilder("{\"batch\":[");
            for (int i = from; i < from + BATCH; i++) {
                long second = Math.max(0, YEAR.toSeconds() * i / EVENTS - lateSeconds());
                batch.append(i == from ? "" : ",")
                        .append(
                                "{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"%s\",\"messageId\":\"%s-%d\","
                                        .formatted(who, who, i))
                        .append("\"timestamp\":\"%s\",\"properties\":{\"order_id\":\"o%d\",\"revenue\":%d.99}}"
                                .formatted(began.plusSeconds(second), i, i % 50));
            }
            api.track(batch.append("]}").toString());
        }
        api.awaitViews();
        return api.get("/api/customers?identifier=user_id:" + who + "&minPosition=" + head())
                .at("/customers/0/customerId")
                .asString();
    }

    private int lateSeconds() {
        int fate = random.nextInt(2_000);
        return fate == 0
                ? random.nextInt((int) YEAR.toSeconds())
                : fate <= 100 ? random.nextInt((int) Duration.ofDays(1).toSeconds()) : 0;
    }

    private long head() throws IOException, InterruptedException {
        return api.get("/api/status").get("head").asLong();
    }

    private double ask(String customer, Instant began) throws IOException, InterruptedException {
        Instant asOf = began.plusSeconds(random.nextInt((int) YEAR.toSeconds()));
        long sent = System.nanoTime();
        JsonNode view = api.get("/api/customers/" + customer + "?asOf=" + asOf);
        double millis = (System.nanoTime() - sent) / 1e6;
        if (!view.has("customerId")) {
            throw new IOException("no answer as of " + asOf + ": " + view);
        }
        return millis;
    }
}
