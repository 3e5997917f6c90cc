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

    private int absorbed;

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
        return absorbed > 0;
    }

    boolean mayAbsorbMore() {
        return absorbed < MERGES;
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

    void absorb() {
        absorbed++;
    }

    void belongTo(String customer) {
        root = customer;
    }
}
