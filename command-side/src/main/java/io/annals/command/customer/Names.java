package io.annals.command.customer;

import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityRules;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The identifiers that lead to a customer, and where the customer stands among merged ones. */
final class Names {

    private static final int MOST_TYPES = 20;
    private static final int MERGES = 100;

    /** How many calls' names, and how many left out, a customer remembers to have noted. */
    private static final int REMEMBERED = 100;

    private Set<Identifier> identifiers = new LinkedHashSet<>();

    @Nullable
    private String root;

    private Set<String> absorbed = new LinkedHashSet<>();

    /** Streams somebody said to be another person's. */
    private Set<String> strangers = new LinkedHashSet<>();

    /** The names of each call that the log tells of. */
    private Set<Set<Identifier>> together = new LinkedHashSet<>();

    /** What was noted to be beyond a limit: names, and streams that stay others. */
    private Set<Identifier> leftOut = new LinkedHashSet<>();

    private Set<String> notAbsorbed = new LinkedHashSet<>();

    boolean has(Identifier identifier) {
        return identifiers.contains(identifier);
    }

    @Nullable
    String userId() {
        for (Identifier identifier : identifiers) {
            if (identifier.type().equals(Identifier.USER_ID)) {
                return identifier.value();
            }
        }
        return null;
    }

    boolean belongsToAnother() {
        return root != null;
    }

    boolean hasAbsorbed() {
        return !absorbed.isEmpty();
    }

    boolean mayAbsorbMore() {
        return absorbed.size() < MERGES;
    }

    /** The streams one step away in the tree of merges. */
    Set<String> relatives() {
        Set<String> relatives = new LinkedHashSet<>(absorbed);
        if (root != null) {
            relatives.add(root);
        }
        return relatives;
    }

    boolean absorbedBy(String customer) {
        return customer.equals(root);
    }

    Set<String> strangers() {
        return strangers;
    }

    /** Full means that the identifier is left out, and what came with it still counts. */
    boolean roomFor(Identifier identifier, IdentityRules rules) {
        Map<String, Integer> counts = counts();
        int same = counts.getOrDefault(identifier.type(), 0);
        return same < rules.limit(identifier.type()) && (same > 0 || counts.size() < MOST_TYPES);
    }

    /** How many names of each type. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new HashMap<>();
        identifiers.forEach(identifier -> counts.merge(identifier.type(), 1, Integer::sum));
        return counts;
    }

    /** Whether the log tells already of a call with these names; of a new name that came alone it is about to. */
    boolean tellsOf(List<Identifier> names) {
        return together.contains(Set.copyOf(names)) || (names.size() == 1 && !has(names.get(0)));
    }

    void link(List<Identifier> names) {
        remember(together, Set.copyOf(names));
    }

    boolean knowsToExclude(@Nullable Identifier identifier, @Nullable String stream) {
        return leftOut.contains(identifier) || notAbsorbed.contains(stream);
    }

    void exclude(@Nullable Identifier identifier, @Nullable String stream) {
        if (identifier != null) {
            remember(leftOut, identifier);
        }
        if (stream != null) {
            remember(notAbsorbed, stream);
        }
    }

    private static <T> void remember(Set<T> known, T one) {
        known.add(one);
        if (known.size() > REMEMBERED) {
            known.remove(known.iterator().next());
        }
    }

    void attach(Identifier identifier) {
        if (identifiers.isEmpty()) {
            remember(together, Set.of(identifier));
        }
        identifiers.add(identifier);
    }

    void absorb(String stream) {
        absorbed.add(stream);
        strangers.remove(stream);
    }

    void belongTo(String customer) {
        root = customer;
        strangers.remove(customer);
    }

    void release(String stream) {
        absorbed.remove(stream);
        strangers.add(stream);
    }

    void leave(String customer) {
        root = null;
        strangers.add(customer);
    }
}
