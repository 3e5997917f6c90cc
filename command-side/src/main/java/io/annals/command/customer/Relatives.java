package io.annals.command.customer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** All streams of a person, as their merges say. */
final class Relatives {

    private final Repository<Customer> customers;

    Relatives(Repository<Customer> customers) {
        this.customers = customers;
    }

    /** Sorted by id. */
    Map<String, Aggregate<Customer>> of(Aggregate<Customer> start) {
        return new TreeMap<>(outwards(start));
    }

    /** Whoever absorbed others comes after them; the root is the last. */
    List<Aggregate<Customer>> rootLast(Aggregate<Customer> start) {
        Aggregate<Customer> root = outwards(start).values().stream()
                .filter(one -> !one.invoke(Customer::belongsToAnother))
                .findFirst()
                .orElse(start);
        List<Aggregate<Customer>> streams = new ArrayList<>(outwards(root).values());
        Collections.reverse(streams);
        return streams;
    }

    /** Each after one it is related to. */
    private Map<String, Aggregate<Customer>> outwards(Aggregate<Customer> start) {
        Map<String, Aggregate<Customer>> found = new LinkedHashMap<>(Map.of(start.identifierAsString(), start));
        Deque<Aggregate<Customer>> open = new ArrayDeque<>(found.values());
        while (!open.isEmpty()) {
            for (String relative : open.pop().invoke(Customer::relatives)) {
                if (!found.containsKey(relative)) {
                    Aggregate<Customer> loaded = customers.load(relative);
                    found.put(relative, loaded);
                    open.add(loaded);
                }
            }
        }
        return found;
    }
}
