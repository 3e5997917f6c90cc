package io.annals.command.customer;

import io.annals.contracts.customer.Identifier;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The identifiers that lead to a customer, and where the customer stands among merged ones. */
final class Names {

    /** As customer data platforms commonly limit them: one user id for ever, five of each other type. */
    private static final int EACH_TYPE = 5;

    private static final int ALL_TYPES = 50;
    private static final int MERGES = 100;

    private Set<Identifier> identifiers = new LinkedHashSet<>();

    @Nullable
    private String root;

    private Set<String> absorbed = new LinkedHashSet<>();

    /** Streams somebody said to be another person's. */
    private Set<String> strangers = new LinkedHashSet<>();

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

    /** Full means that the identifier is dropped, and what came with it still counts. */
    boolean roomFor(Identifier identifier) {
        long same = identifiers.stream()
                .filter(known -> known.type().equals(identifier.type()))
                .count();
        int most = identifier.type().equals(Identifier.USER_ID) ? 1 : EACH_TYPE;
        return same < most && identifiers.size() < ALL_TYPES;
    }

    void attach(Identifier identifier) {
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
