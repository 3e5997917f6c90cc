package io.annals.projections;

import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorsRefused;
import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.contracts.customer.ConsentEvent.ConsentWithdrawn;
import io.annals.contracts.customer.Evidence;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityEvent.CustomersMerged;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import io.annals.contracts.customer.IdentityEvent.TraitsChanged;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Events in the words of a test. */
public final class Said {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final AtomicLong MESSAGES = new AtomicLong();

    private Said() {}

    public static ConsentGranted granted(String customer, String purpose, Instant at) {
        return new ConsentGranted(customer, purpose, evidence(), at, null, at, null);
    }

    public static ConsentGranted granted(String customer, String purpose, Instant from, Instant expires, Instant at) {
        return new ConsentGranted(customer, purpose, evidence(), from, expires, at, null);
    }

    public static ConsentWithdrawn withdrawn(String customer, String purpose, Instant at) {
        return new ConsentWithdrawn(customer, purpose, evidence(), at, at, null);
    }

    private static Evidence evidence() {
        return new Evidence(Evidence.Origin.EXPLICIT, "till 4", "said yes at the counter", null);
    }

    public static IdentifierAttached attached(String customer, String type, String value, Instant at) {
        return new IdentifierAttached(customer, new Identifier(type, value), "shop", at);
    }

    public static TraitsChanged traits(String customer, Instant at, Map<String, Object> traits) {
        return new TraitsChanged(customer, traits, "m" + MESSAGES.incrementAndGet(), "shop", at, at);
    }

    public static CustomersMerged merged(String customer, String root, String absorbed, Instant at) {
        return new CustomersMerged(customer, root, absorbed, "same e-mail", at);
    }

    public static BehaviorsRefused refused(String customer, int count, Instant at) {
        return new BehaviorsRefused(customer, "collection", "consent-withdrawn", count, "shop", at);
    }

    public static BehaviorRecorded did(String customer, String name, Instant at) {
        return did(customer, name, at, Map.of());
    }

    public static BehaviorRecorded did(String customer, String name, Instant at, Map<String, Object> properties) {
        return new BehaviorRecorded(
                customer,
                new Behavior(
                        "m" + MESSAGES.incrementAndGet(),
                        "shop",
                        "track",
                        name,
                        new LinkedHashMap<>(properties),
                        Map.of(),
                        at,
                        at,
                        at,
                        at));
    }
}
