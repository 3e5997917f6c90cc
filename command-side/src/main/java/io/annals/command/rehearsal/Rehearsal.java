package io.annals.command.rehearsal;

import static io.annals.command.rehearsal.Graph.NONE;

import io.annals.command.identity.Naming;
import io.annals.contracts.customer.ConsentEvent;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityEvent.CustomersMerged;
import io.annals.contracts.customer.IdentityEvent.CustomersUnmerged;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import io.annals.contracts.customer.IdentityEvent.IdentifiersLinked;
import io.annals.eventstore.KeyedHash;
import io.annals.eventstore.LoggedEvent;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Plays the log to two graphs: who is who as was decided, and who would be who under other rules. Told every event in log
 * order. Takes about 120 bytes a name, whatever the names did.
 */
final class Rehearsal {

    private final Naming naming;
    private final NameTable names;
    private final Recorded recorded;
    private final Shadow shadow;

    private final Map<String, Integer> blocked = new TreeMap<>();
    private final LongArrayList blockedAt = new LongArrayList();
    private int separationsUndone;

    /** The event before, when it told names that came together; a merge after it is what those names led to. */
    private @Nullable LoggedEvent told;

    Rehearsal(Naming naming, KeyedHash hash) {
        this.naming = naming;
        this.names = new NameTable(hash);
        this.recorded = new Recorded(hash);
        this.shadow = new Shadow(naming, names, recorded);
    }

    void play(LoggedEvent logged) {
        Object event = logged.payload();
        if (event instanceof ConsentEvent decided) {
            recorded.decided(decided);
        } else if (event instanceof IdentifiersLinked linked) {
            linked(linked, logged.position());
        } else if (event instanceof IdentifierAttached attached) {
            attached(attached, logged.position());
        } else if (event instanceof CustomersMerged merged
                && merged.customerId().equals(merged.root())) {
            merged(merged, logged.position());
        } else if (event instanceof CustomersUnmerged unmerged) {
            unmerged(unmerged);
        }
        told = event instanceof IdentifiersLinked ? logged : null;
    }

    /** The graphs as they are so far. */
    Comparison compared() {
        return new Comparison(names, recorded.graph, shadow.graph);
    }

    boolean areOne(Identifier one, Identifier other) {
        return areOne(recorded.graph, one, other);
    }

    boolean wouldBeOne(Identifier one, Identifier other) {
        return areOne(shadow.graph, one, other);
    }

    private boolean areOne(Graph graph, Identifier one, Identifier other) {
        int customer = graph.customerOf(names.numberOf(one));
        return customer != NONE && customer == graph.customerOf(names.numberOf(other));
    }

    Map<String, Integer> blocked() {
        return blocked;
    }

    LongArrayList blockedAt() {
        return blockedAt;
    }

    Map<String, Integer> limitsReached() {
        return shadow.limitsReached();
    }

    LongArrayList limitsReachedAt() {
        return shadow.limitsReachedAt();
    }

    int separationsUndone() {
        return separationsUndone;
    }

    private void linked(IdentifiersLinked event, long position) {
        List<Identifier> together = new ArrayList<>();
        for (Identifier name : event.identifiers()) {
            names.linked(names.numberOf(name), position);
            if (!isBlocked(name, position)) {
                together.add(name);
            }
        }
        if (!together.isEmpty()) {
            together.sort(naming.strongestFirst());
            shadow.named(together, recorded.streamOf(event.customerId()), position, event.at());
        }
    }

    private void attached(IdentifierAttached event, long position) {
        Identifier name = event.identifier();
        int number = names.numberOf(name);
        int stream = recorded.streamOf(event.customerId());
        int beside = recorded.graph.firstNameOf(stream);
        long because = names.linkedAt(number);
        recorded.graph.attach(number, stream, because == 0 ? position : because);
        boolean leftOutThen = beside != NONE && because != 0;
        if (!isBlocked(name, position) && shadow.graph.streamOf(number) == NONE && !leftOutThen) {
            shadow.attached(name, beside, position);
        }
    }

    private void merged(CustomersMerged event, long position) {
        int root = recorded.streamOf(event.root());
        int absorbed = recorded.streamOf(event.absorbed());
        long because = told != null && told.stream().equals(event.root()) ? told.position() : 0;
        recorded.graph.merge(absorbed, root, because == 0 ? position : because);
        if (because == 0) {
            shadow.given(recorded.graph.firstNameOf(root), recorded.graph.firstNameOf(absorbed), position);
        }
    }

    private void unmerged(CustomersUnmerged event) {
        recorded.unmerged(event);
        if (!event.customerId().equals(event.absorbed())) {
            return;
        }
        int absorbed = recorded.streamOf(event.absorbed());
        int root = recorded.streamOf(event.root());
        recorded.graph.separate(absorbed, root);
        if (!shadow.separated(recorded.graph.firstNameOf(absorbed), recorded.graph.firstNameOf(root))) {
            separationsUndone++;
        }
    }

    private boolean isBlocked(Identifier name, long position) {
        boolean nobody = naming.blocks(name);
        if (nobody && names.block(names.numberOf(name))) {
            blocked.merge(name.type(), 1, Integer::sum);
            if (blockedAt.size() < Comparison.EXAMPLES) {
                blockedAt.add(position);
            }
        }
        return nobody;
    }
}
