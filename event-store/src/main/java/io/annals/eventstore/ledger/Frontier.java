package io.annals.eventstore.ledger;

import java.util.Arrays;

/**
 * The right edge of the growing tree: the roots of its complete subtrees, one for each bit of its size, and the chain.
 * That is all it takes to append, in memory that does not grow with the log.
 */
final class Frontier {

    /** Told each node of the tree that has just become complete and stands in a tile. */
    @FunctionalInterface
    interface Nodes {
        void complete(int level, long index, byte[] hash);
    }

    private final Hashes hashes = new Hashes();
    private final byte[][] roots;
    private byte[] chain;
    private long size;

    private Frontier(long size, byte[][] roots, byte[] chain) {
        this.size = size;
        this.roots = roots;
        this.chain = chain;
    }

    static Frontier empty() {
        return new Frontier(0, new byte[Long.SIZE][], new byte[Hashes.SIZE]);
    }

    /** As it was when the tree had {@code size} leaves. */
    static Frontier of(long size, byte[] chain, Subtrees nodes) {
        Frontier frontier = new Frontier(size, new byte[Long.SIZE][], chain);
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((size >> bit & 1) == 1) {
                frontier.roots[bit] = nodes.node(bit, (size >> bit) - 1);
            }
        }
        return frontier;
    }

    /** Looks up the root of the complete subtree over leaves {@code index * 2^height} and the {@code 2^height - 1} after it. */
    @FunctionalInterface
    interface Subtrees {
        byte[] node(int height, long index);
    }

    Frontier copy() {
        return new Frontier(size, roots.clone(), chain);
    }

    void append(byte[] leaf, Nodes nodes) {
        chain = hashes.link(chain, leaf);
        byte[] node = leaf;
        int height = 0;
        nodes.complete(0, size, leaf);
        for (; (size >> height & 1) == 1; height++) {
            node = hashes.node(roots[height], node);
            if ((height + 1) % Tiles.HEIGHT == 0) {
                nodes.complete((height + 1) / Tiles.HEIGHT, size >> (height + 1), node);
            }
        }
        roots[height] = node;
        size++;
    }

    byte[] root() {
        byte[] root = null;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((size >> bit & 1) == 1) {
                root = root == null ? roots[bit] : hashes.node(roots[bit], root);
            }
        }
        return root == null ? hashes.nothing() : root;
    }

    byte[] chain() {
        return chain;
    }

    long size() {
        return size;
    }

    boolean agreesWith(Head head) {
        return size == head.size() && Arrays.equals(root(), head.root()) && Arrays.equals(chain, head.chain());
    }
}
