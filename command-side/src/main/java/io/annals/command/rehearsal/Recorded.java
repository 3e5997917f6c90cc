package io.annals.command.rehearsal;

import io.annals.contracts.customer.ConsentEvent;
import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.contracts.customer.IdentityEvent.CustomersUnmerged;
import io.annals.contracts.customer.Purpose;
import io.annals.eventstore.KeyedHash;
import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.time.Instant;
import java.util.BitSet;

/** Who is who as the log says, and who allows collection; up to the event told last. */
final class Recorded {

    final Graph graph = new Graph();

    private final KeyedHash hash;
    private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();
    private final BitSet granted = new BitSet();

    /** The same without what was heard from other streams of the same person. */
    private final BitSet grantedHere = new BitSet();

    private final Int2LongOpenHashMap expires = new Int2LongOpenHashMap();

    Recorded(KeyedHash hash) {
        this.hash = hash;
        numbers.defaultReturnValue(Graph.NONE);
    }

    int streamOf(String customer) {
        long key = hash.shortOf("stream", customer).getMostSignificantBits();
        int known = numbers.get(key);
        if (known != Graph.NONE) {
            return known;
        }
        int begun = graph.begin();
        numbers.put(key, begun);
        return begun;
    }

    boolean allowsCollection(int stream, Instant at) {
        return granted.get(stream) && expires.getOrDefault(stream, Long.MAX_VALUE) > at.toEpochMilli();
    }

    void decided(ConsentEvent event) {
        if (!event.purpose().equals(Purpose.COLLECTION)) {
            return;
        }
        int stream = streamOf(event.customerId());
        boolean given = event instanceof ConsentGranted;
        granted.set(stream, given);
        if (event.heardFrom() == null) {
            grantedHere.set(stream, given);
        }
        expires.remove(stream);
        if (event instanceof ConsentGranted grant && grant.expires() != null) {
            expires.put(stream, grant.expires().toEpochMilli());
        }
    }

    /** One copy of the event; each stream of the two people has one. */
    void unmerged(CustomersUnmerged event) {
        int stream = streamOf(event.customerId());
        granted.set(stream, grantedHere.get(stream));
    }
}
