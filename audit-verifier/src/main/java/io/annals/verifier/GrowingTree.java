package io.annals.verifier;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The Merkle tree of RFC 9162 as a stack of perfect trees, the largest at the bottom; and the chain beside it. */
final class GrowingTree {

    /** A perfect tree over {@code leaves} leaves. */
    record Perfect(long leaves, byte[] root) {}

    private final Deque<Perfect> stack = new ArrayDeque<>();
    private byte[] chain = Sha.ZERO;
    private long size;

    /** @return the perfect trees that this leaf has completed, itself first */
    List<Perfect> add(byte[] leaf) {
        chain = Sha.chained(chain, leaf);
        size++;
        List<Perfect> completed = new ArrayList<>(2);
        Perfect tree = new Perfect(1, leaf);
        completed.add(tree);
        while (!stack.isEmpty() && stack.peek().leaves() == tree.leaves()) {
            tree = new Perfect(2 * tree.leaves(), Sha.parent(stack.pop().root(), tree.root()));
            completed.add(tree);
        }
        stack.push(tree);
        return completed;
    }

    byte[] root() {
        if (stack.isEmpty()) {
            return Sha.plain();
        }
        Iterator<Perfect> fromTheTop = stack.iterator();
        byte[] root = fromTheTop.next().root();
        while (fromTheTop.hasNext()) {
            root = Sha.parent(fromTheTop.next().root(), root);
        }
        return root;
    }

    long size() {
        return size;
    }

    boolean is(SignedHead head) {
        return size == head.size() && Arrays.equals(root(), head.root()) && Arrays.equals(chain, head.chain());
    }

    GrowingTree copy() {
        GrowingTree copy = new GrowingTree();
        copy.stack.addAll(stack);
        copy.chain = chain;
        copy.size = size;
        return copy;
    }
}
