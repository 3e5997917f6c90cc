package io.annals.query;

import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.contracts.customer.ConsentEvent.ConsentWithdrawn;
import io.annals.contracts.customer.Evidence;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityEvent.CustomersMerged;
import io.annals.contracts.customer.IdentityEvent.CustomersUnmerged;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import io.annals.contracts.customer.IdentityEvent.TraitsChanged;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Events in the words of a test. */
public final class Told {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final AtomicLong MESSAGES = new AtomicLong();
    private static final Evidence EVIDENCE =
            new Evidence(Evidence.Origin.EXPLICIT, "till 4", "said yes at the counter", "v2");

    private Told() {}

    public static ConsentGranted granted(String customer, String purpose, Instant at) {
        return new ConsentGranted(customer, purpose, EVIDENCE, at, null, at, null);
    }

    public static ConsentWithdrawn withdrawn(String customer, String purpose, Instant at) {
        return new ConsentWithdrawn(customer, purpose, EVIDENCE, at, at, null);
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

    public static CustomersUnmerged unmerged(String customer, String root, String absorbed, Instant at) {
        return new CustomersUnmerged(customer, root, absorbed, "two sisters", "anna", at);
    }

    /** A grant that only another stream of the same person was told. */
    public static ConsentGranted heard(String customer, String from, String purpose, Instant at) {
        return new ConsentGranted(customer, purpose, EVIDENCE, at, null, at, from);
    }

    public static BehaviorRecorded did(String customer, String name, Instant at, Map<String, Object> properties) {
        return new BehaviorRecorded(
                customer,
                new Behavior(
                        "m" + MESSAGES.incrementAndGet(),
                        "shop",
                        "track",
                        name,
                        properties,
                        Map.of("ip", "203.0.113.9", "library", Map.of("name", "analytics.js")),
                        at,
                        at,
                        at,
                        at));
    }
}
