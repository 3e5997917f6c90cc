package io.annals.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Customers whose every name is known to be theirs, and the calls by which they become known: five each, on the web, in
 * the app, by mail, at the till and in a mini-program, in an order of chance.
 */
final class PlantedPeople {

    /** Of a thousand calls so many come from another customer's device, and so many carry a mistyped address. */
    private static final int SHARED = 10;

    private static final int MISTYPED = 10;

    /** A name as it is sent: where it stands in a call, and what it says. */
    record Name(String type, String value) {}

    private final List<List<Name>> calls = new ArrayList<>();
    private final Map<Name, Integer> owners = new HashMap<>();
    private final int customers;
    private final Random random;

    PlantedPeople(int customers, long seed) {
        this.customers = customers;
        this.random = new Random(seed);
        for (int customer = 0; customer < customers; customer++) {
            Name user = own("user_id", "u", customer);
            Name phone = own("phone", "+4930", customer);
            calls.add(List.of(user, device("web", customer)));
            calls.add(List.of(user, email(customer)));
            calls.add(List.of(device("app", customer), email(customer)));
            calls.add(List.of(own("member_id", "m", customer), phone));
            calls.add(List.of(random.nextInt(10) == 0 ? own("open_id", "o", customer) : user, phone));
        }
        Collections.shuffle(calls, random);
    }

    /** The names of each call. */
    List<List<Name>> calls() {
        return calls;
    }

    /** Who really has each name that was planted. */
    Map<Name, Integer> owners() {
        return owners;
    }

    private Name device(String channel, int customer) {
        Name own = own("anonymous_id", channel + "-", customer);
        return happens(SHARED) ? own("anonymous_id", channel + "-", random.nextInt(customers)) : own;
    }

    /** A mistyped address is now and then somebody else's, else nobody's; then it is this customer's own by now. */
    private Name email(int customer) {
        Name own = own("email", "mail", customer);
        if (!happens(MISTYPED)) {
            return own;
        }
        return random.nextBoolean() ? own("email", "mail", random.nextInt(customers)) : own("email", "mial", customer);
    }

    private boolean happens(int ofThousand) {
        return random.nextInt(1_000) < ofThousand;
    }

    private Name own(String type, String prefix, int customer) {
        String end = type.equals("email") ? "@example.com" : "";
        Name name = new Name(type, prefix + "%07d".formatted(customer) + end);
        owners.put(name, customer);
        return name;
    }
}
