package io.annals.eventstore.ledger;

import io.annals.eventstore.ledger.Entries.Entry;
import io.annals.eventstore.ledger.Fault.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Events that are not what was signed at their positions, the first and some after it: seen together they tell what was
 * done. An entry says its position, so one that moved is recognised by reading it as if it stood elsewhere.
 */
final class Suspects {

    /** Beyond this many a move is taken for an edit; the position named is right all the same. */
    private static final int MOST = 1_000;

    private final Hashes hashes = new Hashes();
    private final List<Suspect> suspects = new ArrayList<>();

    private record Suspect(Entry entry, byte[] signed) {}

    void add(Entry entry, byte[] signedLeaf) {
        suspects.add(new Suspect(entry, signedLeaf));
    }

    boolean isEmpty() {
        return suspects.isEmpty();
    }

    boolean enough() {
        return suspects.size() == MOST;
    }

    /** There must be one. */
    Fault fault() {
        Suspect first = suspects.get(0);
        long position = first.entry().position();
        boolean cameFromElsewhere = suspects.stream()
                .anyMatch(place -> is(first.entry(), place.entry().position(), place.signed()));
        boolean wentElsewhere = suspects.stream().anyMatch(suspect -> is(suspect.entry(), position, first.signed()));
        if (cameFromElsewhere && wentElsewhere) {
            return Fault.at(Kind.REORDERED, position, "this event stands elsewhere, another one in its place");
        }
        if (wentElsewhere) {
            return Fault.at(Kind.INSERTED, position, "a stranger; what was here has moved on");
        }
        if (cameFromElsewhere) {
            return Fault.at(Kind.DELETED, position, "this event is gone, a later one moved up");
        }
        return Fault.at(Kind.EDITED, position, "this event is not as it was signed");
    }

    private boolean is(Entry entry, long position, byte[] leaf) {
        return Arrays.equals(hashes.leaf(entry.at(position)), leaf);
    }
}
