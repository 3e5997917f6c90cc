package io.annals.eventstore.ledger;

import io.annals.eventstore.ledger.Fault.Kind;
import io.annals.eventstore.ledger.Statements.Untrue;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Walks the whole log and compares it with what was signed. Only the statements held outside the database are believed,
 * and of them only those whose signatures follow from the first key.
 */
public final class LedgerAudit {

    /** A tile that is longer than the tree, or outside it. */
    private static final String SURPLUS = "select level, number from ledger_tile where level < 0 or number < 0 or"
            + " octet_length(hashes) = 0 or octet_length(hashes) <>"
            + " 32 * least(256, floor(? / power(256::numeric, abs(level))) - 256 * number::numeric) limit 1";

    private final Connection connection;
    private final LedgerFolder folder;
    private final LongConsumer progress;
    private final List<Fault> faults = new ArrayList<>();

    private LedgerAudit(Connection connection, LedgerFolder folder, LongConsumer progress) {
        this.connection = connection;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * What an audit found.
     *
     * @param events looked at
     * @param covered events that the last head held outside covers
     * @param heads whose signatures are good
     * @param keyId of the key that signed the last of them
     * @param faults the first event concerned, then the ledger's own nodes and statements; none when all is as it was signed
     */
    public record Report(long events, long covered, int heads, String keyId, List<Fault> faults) {}

    /** A connection of its own that sees one instant and may take as long as it needs. */
    public static Connection snapshot(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        return connection;
    }

    /**
     * @param connection of its own; its next query must begin a transaction that sees one instant, for what the file says
     *     by then the database must hold
     * @param progress is told the position now and then
     */
    public static Report of(Connection connection, LedgerFolder folder, LongConsumer progress)
            throws SQLException, IOException {
        return new LedgerAudit(connection, folder, progress).run();
    }

    private Report run() throws SQLException, IOException {
        Statements outside = statements();
        StoredLeaves leaves = StoredLeaves.check(connection, outside.heads());
        EventWalk walk = new EventWalk(connection, leaves.trusted(), outside.heads(), progress);
        walk.run();
        boolean explained = walk.fault().isPresent() && walk.fault().get().kind() == Kind.REWRITTEN;
        leaves.fault().filter(fault -> !explained).ifPresent(fault -> faults.add(0, fault));
        walk.fault().ifPresent(fault -> faults.add(0, fault));
        if (leaves.fault().isEmpty()) {
            surplus().ifPresent(faults::add);
        }
        Head last = outside.head();
        return new Report(
                walk.events(),
                last == null ? 0 : last.size(),
                outside.heads().size(),
                outside.keyId(),
                List.copyOf(faults));
    }

    /** The file's statements, as far as they follow from each other; the database must hold the same. */
    private Statements statements() throws SQLException, IOException {
        Statements outside = new Statements();
        try (Stream<String> lines = folder.statements().lines();
                PreparedStatement select =
                        connection.prepareStatement("select number, line from ledger_statement order by number");
                ResultSet stored = select.executeQuery()) {
            long number = 0;
            for (Iterator<String> said = lines.iterator(); said.hasNext(); ) {
                String line = said.next();
                number++;
                believe(outside, line, number);
                if (!stored.next() || stored.getLong(1) != number || !Objects.equals(stored.getString(2), line)) {
                    faults.add(new Fault(
                            Kind.LEDGER, 0, 0, "the database does not hold statement " + number + " as it was said"));
                    return rest(outside, said, number);
                }
            }
            if (number == 0) {
                faults.add(new Fault(Kind.STATEMENT, 0, 0, "no statement is held outside the database"));
            }
            tail(outside, stored, number);
        }
        return outside;
    }

    private Statements rest(Statements outside, Iterator<String> said, long number) {
        for (long n = number + 1; said.hasNext(); n++) {
            believe(outside, said.next(), n);
        }
        return outside;
    }

    private void believe(Statements outside, String line, long number) {
        try {
            outside.add(line);
        } catch (Untrue e) {
            faults.add(new Fault(Kind.STATEMENT, 0, 0, "statement " + number + ": " + e.getMessage()));
        }
    }

    /** What was committed a moment before it reaches the file follows from it; anything else is somebody else's. */
    private void tail(Statements outside, ResultSet stored, long number) throws SQLException {
        Statements following = outside.following();
        for (long n = number + 1; stored.next(); n++) {
            try {
                following.add(stored.getString(2));
                if (stored.getLong(1) == n) {
                    continue;
                }
            } catch (Untrue e) {
                // told below
            }
            faults.add(new Fault(Kind.LEDGER, 0, 0, "statement " + n + " in the database was never said"));
            return;
        }
    }

    private Optional<Fault> surplus() throws SQLException {
        String last = new StatementTable(connection).lastHead();
        try (PreparedStatement select = connection.prepareStatement(SURPLUS)) {
            select.setLong(1, last.isEmpty() ? 0 : Head.parse(last).size());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Fault(
                                Kind.LEDGER,
                                0,
                                0,
                                "tile " + row.getLong(2) + " of level " + row.getInt(1) + " has nodes nobody made"))
                        : Optional.empty();
            }
        }
    }
}
