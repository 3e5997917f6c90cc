package io.annals.projections.customer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The streams that are one customer, as their merges say: the root nobody absorbed, and whoever leads to it.
 *
 * @param partials of every stream that has any event, sorted by stream
 */
public record Family(String root, List<CustomerPartial> partials) {

    /**
     * @param stream any stream of the customer
     * @param load the partial of a stream; {@code null} when there is none
     */
    public static Family of(String stream, Function<String, @Nullable CustomerPartial> load) {
        Map<String, @Nullable CustomerPartial> loaded = new HashMap<>();
        Function<String, @Nullable CustomerPartial> once = id -> {
            if (!loaded.containsKey(id)) {
                loaded.put(id, load.apply(id));
            }
            return loaded.get(id);
        };
        String root = rootOf(stream, once);
        List<CustomerPartial> partials = new ArrayList<>();
        for (String member : membersOf(root, once)) {
            CustomerPartial partial = once.apply(member);
            if (partial != null && partial.sequence() >= 0) {
                partials.add(partial);
            }
        }
        return new Family(root, List.copyOf(partials));
    }

    /** Streams a partial knows to belong to the same customer. */
    static Set<String> neighbours(CustomerPartial partial) {
        Set<String> neighbours = new LinkedHashSet<>(partial.members());
        if (partial.root() != null) {
            neighbours.add(partial.root());
        }
        return neighbours;
    }

    public CustomerProfile profile() {
        return CustomerProfile.combine(partials);
    }

    private static String rootOf(String stream, Function<String, @Nullable CustomerPartial> load) {
        Set<String> way = new LinkedHashSet<>();
        String here = stream;
        while (way.add(here)) {
            CustomerPartial partial = load.apply(here);
            String root = partial == null ? null : partial.root();
            if (root == null) {
                return here;
            }
            here = root;
        }
        // A circle has no root; whoever asks, from wherever, must get the same one.
        return new TreeSet<>(way.stream().dropWhile(before(here)).toList()).first();
    }

    private static Predicate<String> before(String entry) {
        return stream -> !stream.equals(entry);
    }

    private static Set<String> membersOf(String root, Function<String, @Nullable CustomerPartial> load) {
        Set<String> members = new TreeSet<>(Set.of(root));
        Deque<String> open = new ArrayDeque<>(members);
        while (!open.isEmpty()) {
            CustomerPartial partial = load.apply(open.pop());
            if (partial == null) {
                continue;
            }
            for (String member : partial.members()) {
                if (!members.contains(member) && rootOf(member, load).equals(root)) {
                    members.add(member);
                    open.add(member);
                }
            }
        }
        return members;
    }
}
