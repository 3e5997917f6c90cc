package io.annals.eventstore.ledger;

import io.annals.eventstore.ledger.Statements.Untrue;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the ledger over one database session, which must be the only one that does. Nodes and the head over them are
 * committed together; a statement is in the database first and then in the file outside, so that after a crash the file
 * only has to catch up.
 */
final class Scribe {

    private final Connection connection;
    private final LedgerFolder folder;
    private final Clock clock;
    private final StatementTable table;
    private SigningKey key;
    private Frontier tree;

    private Scribe(Connection connection, LedgerFolder folder, Clock clock, SigningKey key, Frontier tree) {
        this.connection = connection;
        this.folder = folder;
        this.clock = clock;
        this.table = new StatementTable(connection);
        this.key = key;
        this.tree = tree;
    }

    /** @throws LedgerBroken when database, file and key do not belong together */
    static Scribe resume(Connection connection, LedgerFolder folder, Clock clock) throws SQLException, IOException {
        connection.setAutoCommit(false);
        StatementTable table = new StatementTable(connection);
        StatementFile file = folder.statements();
        List<String> fresh = table.after(file.last());
        if (fresh == null) {
            throw new LedgerBroken("the database lacks what was signed last: " + file.path());
        }
        Statements known = new Statements();
        try {
            for (String line : table.keys()) {
                if (!fresh.contains(line)) {
                    known.add(line);
                }
            }
            for (String line : fresh) {
                known.add(line);
            }
        } catch (Untrue e) {
            throw new LedgerBroken("a statement in the database was not made by it: " + e.getMessage());
        }
        SigningKey key = folder.signingKey(known.keyId());
        file.append(fresh);
        Scribe scribe = new Scribe(connection, folder, clock, key, tree(connection, table.lastHead()));
        if (known.keyId().isEmpty()) {
            scribe.say(List.of(Statements.key(key, scribe.now(), key)));
        }
        connection.rollback();
        return scribe;
    }

    private static Frontier tree(Connection connection, String lastHead) {
        if (lastHead.isEmpty()) {
            return Frontier.empty();
        }
        Head head = Head.parse(lastHead);
        Frontier tree = Frontier.of(head.size(), head.chain(), new Tiles(connection)::node);
        if (!tree.agreesWith(head)) {
            throw new LedgerBroken("its stored nodes do not lead to the last head");
        }
        return tree;
    }

    /**
     * Takes in the next events and signs the tree over them.
     *
     * @return the new head as signed, {@code null} when there were no events
     * @throws LedgerBroken when the log has a gap
     */
    @Nullable
    String append(int limit) throws SQLException, IOException {
        Frontier next = tree.copy();
        FreshNodes nodes = new FreshNodes();
        Hashes hashes = new Hashes();
        try (Entries events = Entries.after(connection, tree.size(), limit)) {
            for (Entries.Entry event = events.next(); event != null; event = events.next()) {
                if (event.position() != next.size() + 1) {
                    throw new LedgerBroken("there is no event at position " + (next.size() + 1));
                }
                next.append(hashes.leaf(event.entry()), nodes);
            }
        }
        if (next.size() == tree.size()) {
            connection.rollback();
            return null;
        }
        nodes.store(connection);
        String line = Statements.head(next, now(), key);
        say(List.of(line));
        tree = next;
        return line;
    }

    /** Puts a fresh key in the place of the one in force, which vouches for it. */
    String changeKey() throws SQLException, IOException {
        SigningKey fresh = folder.nextKey();
        say(List.of(Statements.key(fresh, now(), key)));
        key = folder.signingKey(fresh.id());
        return key.id();
    }

    long size() {
        return tree.size();
    }

    /** Commits. */
    private void say(List<String> lines) throws SQLException, IOException {
        table.append(lines);
        connection.commit();
        folder.statements().append(lines);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
