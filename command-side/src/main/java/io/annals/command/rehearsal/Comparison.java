package io.annals.command.rehearsal;

import static io.annals.command.rehearsal.Graph.NONE;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;

/** Two graphs of the same names, and what tells them apart: counted over the names that both of them know. */
final class Comparison {

    static final int EXAMPLES = 10;

    private final NameTable names;
    private final Graph now;
    private final Graph then;
    private final IntOpenHashSet nowAll = new IntOpenHashSet();
    private final IntOpenHashSet thenAll = new IntOpenHashSet();
    private final IntOpenHashSet nowShared = new IntOpenHashSet();
    private final IntOpenHashSet thenShared = new IntOpenHashSet();
    private final LongOpenHashSet both = new LongOpenHashSet();

    Comparison(NameTable names, Graph now, Graph then) {
        this.names = names;
        this.now = now;
        this.then = then;
        for (int name = 0; name < names.size(); name++) {
            int one = now.customerOf(name);
            int other = then.customerOf(name);
            if (one != NONE) {
                nowAll.add(one);
            }
            if (other != NONE) {
                thenAll.add(other);
            }
            if (one != NONE && other != NONE) {
                nowShared.add(one);
                thenShared.add(other);
                both.add(((long) one << 32) | other);
            }
        }
    }

    long identifiers() {
        return names.size();
    }

    long customersNow() {
        return nowAll.size();
    }

    long customersThen() {
        return thenAll.size();
    }

    /** Whoever is apart in either graph, joined as far as in the other: so many joins it takes. */
    long gained() {
        return both.size() - thenShared.size();
    }

    long lost() {
        return both.size() - nowShared.size();
    }

    LongArrayList gainedAt() {
        return linksOnlyIn(then, now);
    }

    LongArrayList lostAt() {
        return linksOnlyIn(now, then);
    }

    private static LongArrayList linksOnlyIn(Graph here, Graph there) {
        LongArrayList positions = new LongArrayList();
        here.forEachLink((one, other, position) -> {
            int customer = there.customerOf(one);
            int another = there.customerOf(other);
            if (positions.size() < EXAMPLES
                    && customer != NONE
                    && another != NONE
                    && customer != another
                    && !positions.contains(position)) {
                positions.add(position);
            }
        });
        return positions;
    }
}
