package io.annals.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * Who was erased a moment ago. What was read from the database just before must not come to a cache just after it was
 * cleared: whoever fills a cache asks here afterwards.
 */
final class Forgotten {

    /** Longer than any answer of the database takes to arrive. */
    private static final Duration MOMENT = Duration.ofMinutes(2);

    private final Cache<String, Boolean> customers =
            Caffeine.newBuilder().expireAfterWrite(MOMENT).build();

    void add(String customer) {
        customers.put(customer, true);
    }

    boolean contains(String customer) {
        return customers.getIfPresent(customer) != null;
    }
}
