package io.annals.command.rehearsal;

import io.annals.contracts.customer.Identifier;
import io.annals.eventstore.KeyedHash;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.BitSet;

/**
 * A number for every name, and what is remembered of it beside its graphs. Names are told apart by 64 bits of their keyed
 * hash: among ten million the chance that any two are taken for one is three in a million.
 */
final class NameTable {

    private final KeyedHash hash;
    private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();
    private final LongArrayList linkedAt = new LongArrayList();
    private final BitSet blocked = new BitSet();

    NameTable(KeyedHash hash) {
        this.hash = hash;
    }

    int numberOf(Identifier name) {
        long key = hash.shortOf(name.type(), name.value()).getMostSignificantBits();
        int next = numbers.size();
        int known = numbers.putIfAbsent(key, next);
        // An absent key answers 0, which is also the number of the first name.
        if (numbers.size() == next) {
            return known;
        }
        linkedAt.add(0);
        return next;
    }

    int size() {
        return numbers.size();
    }

    /** Whether the name was not known to be blocked before. */
    boolean block(int name) {
        boolean news = !blocked.get(name);
        blocked.set(name);
        return news;
    }

    /** Position of the newest event that named it together with others; 0 when there is none. */
    long linkedAt(int name) {
        return linkedAt.getLong(name);
    }

    void linked(int name, long position) {
        linkedAt.set(name, position);
    }
}
