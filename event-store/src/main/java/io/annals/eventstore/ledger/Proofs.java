package io.annals.eventstore.ledger;

import java.util.ArrayList;
import java.util.List;

/** Proofs as RFC 9162 defines them, from the stored nodes; leaf {@code i} is the event at position {@code i + 1}. */
final class Proofs {

    private final Hashes hashes = new Hashes();
    private final Frontier.Subtrees nodes;

    Proofs(Frontier.Subtrees nodes) {
        this.nodes = nodes;
    }

    byte[] root(long size) {
        return size == 0 ? hashes.nothing() : over(0, size);
    }

    /** RFC 9162, section 2.1.3.1: from the leaf up, the hashes that lead to the root of the first {@code size} leaves. */
    List<byte[]> inclusion(long leaf, long size) {
        List<byte[]> path = new ArrayList<>();
        inclusion(leaf, 0, size, path);
        return path;
    }

    private void inclusion(long leaf, long from, long to, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        long split = from + split(to - from);
        if (leaf < split) {
            inclusion(leaf, from, split, path);
            path.add(over(split, to));
            return;
        }
        inclusion(leaf, split, to, path);
        path.add(over(from, split));
    }

    /** RFC 9162, section 2.1.4.1: what shows that the first {@code older} of {@code newer} leaves are unchanged. */
    List<byte[]> consistency(long older, long newer) {
        List<byte[]> path = new ArrayList<>();
        if (older > 0 && older < newer) {
            consistency(older, 0, newer, path);
        }
        return path;
    }

    private void consistency(long older, long from, long to, List<byte[]> path) {
        if (older == to) {
            if (from > 0) { // else it is the older root itself, which the reader has
                path.add(over(from, to));
            }
            return;
        }
        long split = from + split(to - from);
        if (older <= split) {
            consistency(older, from, split, path);
            path.add(over(split, to));
            return;
        }
        consistency(older, split, to, path);
        path.add(over(from, split));
    }

    /** The root over the leaves from {@code from} to before {@code to}, a range as the splits make them. */
    private byte[] over(long from, long to) {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            int height = Long.numberOfTrailingZeros(count);
            return nodes.node(height, from >> height);
        }
        long split = from + split(count);
        return hashes.node(over(from, split), over(split, to));
    }

    /** The largest power of two below {@code count}. */
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }
}
