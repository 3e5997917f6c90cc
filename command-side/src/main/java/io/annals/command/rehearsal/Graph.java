package io.annals.command.rehearsal;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import it.unimi.dsi.fastutil.ints.IntLists;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayDeque;
import java.util.Deque;

/** Who is who: names lead to streams, and streams to the streams they were merged into. All are numbers from 0. */
final class Graph {

    static final int NONE = -1;

    private final IntArrayList streamOfName = new IntArrayList();
    private final LongArrayList attachedAt = new LongArrayList();

    private final IntArrayList parent = new IntArrayList();
    private final LongArrayList mergedAt = new LongArrayList();
    private final IntArrayList firstName = new IntArrayList();
    private final Int2ObjectOpenHashMap<IntArrayList> children = new Int2ObjectOpenHashMap<>();

    /** A link between two names, and the position of the event that made it. */
    interface Links {
        void link(int one, int other, long position);
    }

    int begin() {
        parent.add(NONE);
        mergedAt.add(0);
        firstName.add(NONE);
        return parent.size() - 1;
    }

    int streams() {
        return parent.size();
    }

    void attach(int name, int stream, long position) {
        while (streamOfName.size() <= name) {
            streamOfName.add(NONE);
            attachedAt.add(0);
        }
        streamOfName.set(name, stream);
        attachedAt.set(name, position);
        if (isEmpty(stream)) {
            firstName.set(stream, name);
        }
    }

    void merge(int absorbed, int root, long position) {
        parent.set(absorbed, root);
        mergedAt.set(absorbed, position);
        children.computeIfAbsent(root, first -> new IntArrayList()).add(absorbed);
    }

    void separate(int absorbed, int root) {
        parent.set(absorbed, NONE);
        IntArrayList remaining = children.get(root);
        if (remaining != null) {
            remaining.rem(absorbed);
        }
    }

    /** {@link #NONE} when nobody has the name. */
    int streamOf(int name) {
        return name < streamOfName.size() ? streamOfName.getInt(name) : NONE;
    }

    /** The customer a name leads to; {@link #NONE} when nobody has it. */
    int customerOf(int name) {
        int stream = streamOf(name);
        return stream == NONE ? NONE : rootOf(stream);
    }

    int rootOf(int stream) {
        int root = stream;
        while (parent.getInt(root) != NONE) {
            root = parent.getInt(root);
        }
        return root;
    }

    int parentOf(int stream) {
        return parent.getInt(stream);
    }

    boolean isEmpty(int stream) {
        return firstName.getInt(stream) == NONE;
    }

    int firstNameOf(int stream) {
        return firstName.getInt(stream);
    }

    int absorbed(int stream) {
        return childrenOf(stream).size();
    }

    /** A stream and all below it. */
    IntArrayList below(int stream) {
        IntArrayList found = IntArrayList.of(stream);
        Deque<Integer> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            for (int child : childrenOf(open.pop())) {
                found.add(child);
                open.add(child);
            }
        }
        return found;
    }

    /** Enough links to make all that is connected connected. */
    void forEachLink(Links links) {
        for (int name = 0; name < streamOfName.size(); name++) {
            int stream = streamOfName.getInt(name);
            if (stream != NONE && firstName.getInt(stream) != name) {
                links.link(name, firstName.getInt(stream), attachedAt.getLong(name));
            }
        }
        for (int stream = 0; stream < parent.size(); stream++) {
            int root = parent.getInt(stream);
            if (root != NONE && !isEmpty(stream) && !isEmpty(root)) {
                links.link(firstName.getInt(stream), firstName.getInt(root), mergedAt.getLong(stream));
            }
        }
    }

    private IntList childrenOf(int stream) {
        IntArrayList known = children.get(stream);
        return known == null ? IntLists.emptyList() : known;
    }
}
