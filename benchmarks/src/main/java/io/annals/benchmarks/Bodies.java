package io.annals.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Tracking calls of about 500 bytes each, as a shop's browser sends them. */
final class Bodies {

    /** Customers who come back: their streams, keys and caches exist after the warm-up. */
    private static final int CUSTOMERS = 5_000;

    private static final String FILL = "x".repeat(150);

    private final AtomicLong number = new AtomicLong();
    private final String run = Long.toString(System.currentTimeMillis(), 36);
    private final Random seeds = new Random(7);

    Supplier<byte[]> batches(int customers, int eventsEach) {
        ThreadLocal<Random> randoms = ThreadLocal.withInitial(() -> new Random(nextSeed()));
        return () -> {
            StringBuilder body = new StringBuilder(60_000).append("{\"batch\":[");
            for (int customer = 0; customer < customers; customer++) {
                int who = randoms.get().nextInt(CUSTOMERS);
                for (int event = 0; event < eventsEach; event++) {
                    body.append(customer + event == 0 ? "" : ",");
                    call(body, who);
                }
            }
            return body.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
        };
    }

    Supplier<byte[]> singles() {
        ThreadLocal<Random> randoms = ThreadLocal.withInitial(() -> new Random(nextSeed()));
        return () -> {
            StringBuilder body = new StringBuilder(600);
            call(body, randoms.get().nextInt(CUSTOMERS));
            return body.toString().getBytes(StandardCharsets.US_ASCII);
        };
    }

    private void call(StringBuilder body, int who) {
        body.append("{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"bench-")
                .append(who)
                .append("\",\"messageId\":\"")
                .append(run)
                .append('-')
                .append(number.incrementAndGet())
                .append("\",\"timestamp\":\"")
                .append(Instant.now())
                .append("\",\"properties\":{\"product_id\":\"P-")
                .append(who % 97)
                .append("\",\"category\":\"tea\",\"price\":9.9,\"fill\":\"")
                .append(FILL)
                .append("\"},\"context\":{\"channel\":\"web\",\"locale\":\"en-GB\",\"page\":{\"path\":\"/tea/")
                .append(who % 97)
                .append("\",\"referrer\":\"search\"},\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64)\"}}");
    }

    private synchronized long nextSeed() {
        return seeds.nextLong();
    }
}
