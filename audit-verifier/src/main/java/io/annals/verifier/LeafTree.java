package io.annals.verifier;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A whole tree in memory, straight from the definitions of RFC 9162, sections 2.1.1, 2.1.3.1 and 2.1.4.1. */
record LeafTree(List<byte[]> leaves) {

    /** The first {@code size} leaves of an export, as its events give them. */
    static LeafTree of(Export export, long size) throws IOException {
        List<byte[]> leaves = new ArrayList<>();
        try (Export.Source<EventEntry> events = export.events()) {
            for (EventEntry event = events.next(); event != null && leaves.size() < size; event = events.next()) {
                leaves.add(event.leaf());
            }
        }
        return new LeafTree(leaves);
    }

    byte[] root() {
        if (leaves.isEmpty()) {
            return Sha.plain();
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        return Sha.parent(left().root(), right().root());
    }

    List<byte[]> path(int index) {
        if (leaves.size() == 1) {
            return new ArrayList<>();
        }
        int split = split();
        List<byte[]> path = index < split ? left().path(index) : right().path(index - split);
        path.add(index < split ? right().root() : left().root());
        return path;
    }

    List<byte[]> consistency(int older) {
        return older == 0 || older == leaves.size() ? List.of() : consistency(older, 0);
    }

    /** @param skipped leaves to the left of this tree; when there are none, the older root is known to the reader */
    private List<byte[]> consistency(int older, int skipped) {
        List<byte[]> path = new ArrayList<>();
        if (older == leaves.size()) {
            if (skipped > 0) {
                path.add(root());
            }
            return path;
        }
        int split = split();
        if (older <= split) {
            path.addAll(left().consistency(older, skipped));
            path.add(right().root());
            return path;
        }
        path.addAll(right().consistency(older - split, skipped + split));
        path.add(left().root());
        return path;
    }

    private int split() {
        return Integer.highestOneBit(leaves.size() - 1);
    }

    private LeafTree left() {
        return new LeafTree(leaves.subList(0, split()));
    }

    private LeafTree right() {
        return new LeafTree(leaves.subList(split(), leaves.size()));
    }
}
