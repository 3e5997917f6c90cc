package io.annals.command.rehearsal;

import static io.annals.command.rehearsal.Graph.NONE;

import io.annals.command.customer.People.Owner;
import io.annals.command.identity.Naming;
import io.annals.command.tracking.Resolution;
import io.annals.contracts.customer.Identifier;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who would be who if these rules had held from the first event on. Decides as the intake does, and stores nothing. */
final class Shadow {

    /** As {@code Customer} has it. */
    private static final int MERGES = 100;

    final Graph graph = new Graph();

    private final Naming naming;
    private final NameTable names;
    private final Recorded recorded;

    private final Int2IntOpenHashMap users = new Int2IntOpenHashMap();
    private final Map<String, Integer> types = new HashMap<>();
    private final Long2IntOpenHashMap counts = new Long2IntOpenHashMap();
    private final LongOpenHashSet strangers = new LongOpenHashSet();

    private final Map<String, Integer> limitsReached = new TreeMap<>();
    private final LongArrayList limitsReachedAt = new LongArrayList();

    Shadow(Naming naming, NameTable names, Recorded recorded) {
        this.naming = naming;
        this.names = names;
        this.recorded = recorded;
        users.defaultReturnValue(NONE);
    }

    /** One call named these, strongest first and none of them blocked; it went to {@code stream}. */
    void named(List<Identifier> together, int stream, long position, Instant at) {
        Map<Identifier, Owner> owners = new HashMap<>();
        for (Identifier name : together) {
            int owning = graph.streamOf(names.numberOf(name));
            if (owning != NONE) {
                int root = graph.rootOf(owning);
                int user = users.get(root);
                owners.put(name, new Owner(text(owning), text(root), user == NONE ? null : text(user)));
            }
        }
        Resolution resolution =
                Resolution.of(together, owners, name -> text(names.numberOf(name)), text(graph.streams()));
        if (resolution.root() == null) {
            graph.begin();
        }
        for (String other : resolution.roots()) {
            if (!other.equals(resolution.root())) {
                int root = Integer.parseInt(String.valueOf(resolution.root()));
                merge(root, Integer.parseInt(other), owners, stream, position, at);
            }
        }
        resolution.names().forEach((target, given) -> give(Integer.parseInt(target), given, position));
    }

    /** A name that came alone to a stream of its own, or one whose company the log does not know. */
    void attached(Identifier name, int beside, long position) {
        int number = names.numberOf(name);
        boolean user = name.type().equals(Identifier.USER_ID);
        int stream = beside == NONE ? NONE : graph.streamOf(beside);
        if (stream != NONE && user) {
            stream = graph.rootOf(stream);
            stream = users.get(stream) == NONE ? stream : NONE;
        }
        give(stream == NONE ? graph.begin() : stream, Set.of(name), position);
    }

    /** Two whom somebody took for one, whatever the rules say. */
    void given(int one, int other, long position) {
        int root = one == NONE ? NONE : graph.customerOf(one);
        int absorbed = other == NONE ? NONE : graph.customerOf(other);
        if (root == NONE || absorbed == NONE || root == absorbed) {
            return;
        }
        boolean both = users.get(root) != NONE && users.get(absorbed) != NONE;
        if (!both) {
            boolean swap = users.get(absorbed) != NONE;
            graph.merge(swap ? root : absorbed, swap ? absorbed : root, position);
        }
    }

    /** Two whom somebody said to be two; false when these rules know them by one name. */
    boolean separated(int one, int other) {
        int absorbed = one == NONE ? NONE : graph.streamOf(one);
        int root = other == NONE ? NONE : graph.streamOf(other);
        if (absorbed == NONE || root == NONE) {
            return true;
        }
        if (absorbed == root) {
            return false;
        }
        strangers.add(pair(absorbed, root));
        if (graph.parentOf(absorbed) == root) {
            graph.separate(absorbed, root);
        } else if (graph.parentOf(root) == absorbed) {
            graph.separate(root, absorbed);
        }
        return graph.rootOf(absorbed) != graph.rootOf(root);
    }

    Map<String, Integer> limitsReached() {
        return limitsReached;
    }

    LongArrayList limitsReachedAt() {
        return limitsReachedAt;
    }

    private void merge(int root, int other, Map<Identifier, Owner> owners, int stream, long position, Instant at) {
        if (graph.absorbed(root) >= MERGES
                || !allowsCollection(root, owners, stream, at)
                || !allowsCollection(other, owners, stream, at)) {
            return;
        }
        IntArrayList ours = graph.below(root);
        IntArrayList theirs = graph.below(other);
        if (areStrangers(ours, theirs)) {
            return;
        }
        for (Map.Entry<String, Integer> type : types.entrySet()) {
            int mine = count(ours, type.getValue());
            int more = count(theirs, type.getValue());
            if (mine > 0 && more > 0 && mine + more > naming.rules().limit(type.getKey())) {
                reached(type.getKey(), position);
                return;
            }
        }
        graph.merge(other, root, position);
    }

    /** As the streams allowed it in which the log keeps the names that led here. */
    private boolean allowsCollection(int root, Map<Identifier, Owner> owners, int stream, Instant at) {
        return owners.entrySet().stream()
                .filter(owned -> owned.getValue().root().equals(text(root)))
                .map(owned -> recorded.graph.streamOf(names.numberOf(owned.getKey())))
                .allMatch(kept -> recorded.allowsCollection(kept == NONE ? stream : kept, at));
    }

    private void give(int stream, Set<Identifier> given, long position) {
        for (Identifier name : given) {
            long key = key(stream, types.computeIfAbsent(name.type(), type -> types.size()));
            if (counts.get(key) >= naming.rules().limit(name.type())) {
                reached(name.type(), position);
                continue;
            }
            counts.addTo(key, 1);
            int number = names.numberOf(name);
            graph.attach(number, stream, position);
            if (name.type().equals(Identifier.USER_ID)) {
                users.put(stream, number);
            }
        }
    }

    private boolean areStrangers(IntArrayList ours, IntArrayList theirs) {
        if (strangers.isEmpty()) {
            return false;
        }
        for (int i = 0; i < ours.size(); i++) {
            for (int j = 0; j < theirs.size(); j++) {
                if (strangers.contains(pair(ours.getInt(i), theirs.getInt(j)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private int count(IntArrayList streams, int type) {
        int sum = 0;
        for (int i = 0; i < streams.size(); i++) {
            sum += counts.get(key(streams.getInt(i), type));
        }
        return sum;
    }

    private void reached(String type, long position) {
        limitsReached.merge(type, 1, Integer::sum);
        if (limitsReachedAt.size() < Comparison.EXAMPLES && !limitsReachedAt.contains(position)) {
            limitsReachedAt.add(position);
        }
    }

    private static long key(int stream, int type) {
        return ((long) stream << 32) | type;
    }

    private static long pair(int one, int other) {
        return key(Math.min(one, other), Math.max(one, other));
    }

    /** In the order of age, as customer ids are. */
    private static String text(int number) {
        return "%010d".formatted(number);
    }
}
