package io.annals.eventstore.ledger;

import io.annals.eventstore.ledger.Entries.Entry;
import io.annals.eventstore.ledger.Fault.Kind;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hashes every event anew. As far as the stored leaves are trusted, each event is compared with its own; beyond, the tree
 * is built from the events and compared with the heads. Ends where the first fault is clear.
 */
final class EventWalk {

    private static final int PAGE = 1 << 16;

    private final Connection connection;
    private final long trusted;
    private final Frontier tree;
    private final List<Head> heads;
    private final LongConsumer progress;
    private final Hashes hashes = new Hashes();
    private final Suspects suspects = new Suspects();
    private int nextHead;
    private long position;
    private long events;
    private @Nullable Fault fault;

    EventWalk(Connection connection, Frontier trusted, List<Head> heads, LongConsumer progress) {
        this.connection = connection;
        this.trusted = trusted.size();
        this.tree = trusted.copy();
        this.heads = heads;
        this.progress = progress;
        while (nextHead < heads.size() && heads.get(nextHead).size() <= this.trusted) {
            nextHead++;
        }
    }

    void run() throws SQLException, IOException {
        long after = Long.MIN_VALUE;
        for (long seen = PAGE; seen == PAGE && !done(); progress.accept(position)) {
            LeafPage leaves = LeafPage.read(connection, position, Math.min(trusted, position + PAGE));
            seen = 0;
            try (Entries entries = Entries.after(connection, after, PAGE)) {
                for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
                    seen++;
                    after = entry.position();
                    look(entry, leaves);
                }
            }
        }
        conclude();
    }

    long events() {
        return events;
    }

    Optional<Fault> fault() {
        return Optional.ofNullable(fault);
    }

    private boolean done() {
        return fault != null || suspects.enough();
    }

    private void look(Entry entry, LeafPage leaves) {
        if (done()) {
            return;
        }
        events++;
        if (!suspects.isEmpty()) {
            compare(entry, leaves);
            return;
        }
        if (entry.position() <= position) {
            fault = Fault.at(Kind.INSERTED, entry.position(), "positions begin at 1");
            return;
        }
        if (entry.position() > position + 1) {
            fault = new Fault(Kind.DELETED, position + 1, entry.position() - 1, "there is no event here");
            return;
        }
        position = entry.position();
        if (position <= trusted) {
            compare(entry, leaves);
        } else if (nextHead < heads.size()) {
            build(entry);
        }
    }

    private void compare(Entry entry, LeafPage leaves) {
        byte[] signed = leaves.of(entry.position());
        if (signed != null && !Arrays.equals(signed, hashes.leaf(entry.entry()))) {
            suspects.add(entry, signed);
        }
    }

    private void build(Entry entry) {
        tree.append(hashes.leaf(entry.entry()), (level, index, hash) -> {});
        Head head = heads.get(nextHead);
        if (tree.size() < head.size()) {
            return;
        }
        if (!tree.agreesWith(head)) {
            long good = nextHead == 0 ? 0 : heads.get(nextHead - 1).size();
            fault = new Fault(
                    Kind.REWRITTEN,
                    good + 1,
                    head.size(),
                    "the events do not lead to the signed head, nor do its nodes");
        }
        nextHead++;
    }

    private void conclude() {
        if (!suspects.isEmpty()) {
            fault = suspects.fault();
        }
        long signed = heads.isEmpty() ? 0 : heads.get(heads.size() - 1).size();
        if (fault == null && position < signed) {
            fault = new Fault(Kind.TRUNCATED, position + 1, signed, "the log ends before the signed head");
        }
    }
}
