package io.annals.command.cleaning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.contracts.source.CleaningSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order that carries a declared mark, comes a second time with another amount, or is one of more in an hour than one
 * visitor makes. Hours follow the clock of the orders, not of their arrival.
 */
final class FakeOrder implements Rule {

    private final Traces traces = new Traces();
    private final Cache<String, Pattern> marks =
            Caffeine.newBuilder().maximumSize(1_000).build();

    /** By the trace of an order's id: the hash of what it came to. */
    private final Cache<UUID, Integer> amounts = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofDays(1))
            .build();

    private final Cache<UUID, AtomicInteger> hours = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofHours(2))
            .build();

    @Override
    public String name() {
        return "fake-order";
    }

    @Override
    public @Nullable String objection(String source, Candidate call, CleaningSettings settings) {
        if (!call.tracks("Order Completed")) {
            return null;
        }
        for (Map.Entry<String, String> mark : settings.fakeOrders().entrySet()) {
            Object value = call.content().get(mark.getKey());
            if (value != null
                    && marks.get(mark.getValue(), FakeOrder::pattern)
                            .matcher(value.toString())
                            .matches()) {
                return "Its " + mark.getKey() + " is declared to mark orders that are none.";
            }
        }
        Object orderId = call.content().get("order_id");
        if (orderId != null) {
            // An order too large for one call comes in parts, each with an amount of its own.
            String part = String.valueOf(call.content().getOrDefault("part", 1));
            int amount = amountOf(call.content());
            Integer before = amounts.asMap().putIfAbsent(traces.of(source, orderId, part), amount);
            if (before != null) {
                // The same order once more is a resend, and not one more order of this hour.
                return before == amount ? null : "This order came before with another amount.";
            }
            if (!part.equals("1")) {
                return null; // counted with its first
            }
        }
        long hour = Math.floorDiv(call.at().getEpochSecond(), 3_600);
        UUID trace = traces.of(source, call.identifiers().get(0), hour);
        int orders = hours.get(trace, first -> new AtomicInteger()).incrementAndGet();
        return orders > settings.ordersAnHour()
                ? "It is one of more than " + settings.ordersAnHour() + " orders of one visitor in an hour."
                : null;
    }

    private static int amountOf(Map<String, Object> content) {
        BigDecimal amount = Amounts.ofOrder(content);
        return amount == null ? 0 : amount.stripTrailingZeros().hashCode();
    }

    private static Pattern pattern(String mark) {
        String expression = Stream.of(mark.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }
}
