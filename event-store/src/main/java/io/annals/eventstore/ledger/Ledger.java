package io.annals.eventstore.ledger;

import io.annals.eventstore.EventLog;
import io.annals.eventstore.StoreUnavailable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The ledger as its readers ask it, in any process. Hashes are 32 bytes of SHA-256. */
public final class Ledger {

    private final DataSource database;
    private final EventLog log;
    private final Clock clock;

    Ledger(DataSource database, EventLog log, Clock clock) {
        this.database = database;
        this.log = log;
        this.clock = clock;
    }

    /**
     * A signed head.
     *
     * @param statement as it was signed, with its signature; docs/ledger.md says how to read it
     * @param keyStatement the one that introduced its key
     */
    public record SignedHead(long size, byte[] root, String statement, String keyStatement) {}

    /**
     * What no head covers yet.
     *
     * @param size events that the last head covers
     * @param events after it
     * @param age of the oldest of them, zero when there is none
     */
    public record Lag(long size, long events, Duration age) {}

    /**
     * @param entry what is hashed, as it is stored now; docs/ledger.md has its layout
     * @param leaf as it was signed
     * @param path as RFC 9162, section 2.1.3.1 has it, for leaf {@code position - 1}
     */
    public record Inclusion(SignedHead head, byte[] entry, byte[] leaf, List<byte[]> path) {}

    /** @param path as RFC 9162, section 2.1.4.1 has it */
    public record Consistency(byte[] fromRoot, byte[] toRoot, List<byte[]> path) {}

    /** Empty before the first event. */
    public Optional<SignedHead> head() {
        return ask(Ledger::head);
    }

    /** @param position from 1 to the head's size */
    public Inclusion inclusion(SignedHead head, long position) {
        return ask(connection -> {
            Tiles tiles = new Tiles(connection);
            long leaf = position - 1;
            return new Inclusion(
                    head,
                    entry(connection, position),
                    tiles.node(0, leaf),
                    new Proofs(tiles::node).inclusion(leaf, head.size()));
        });
    }

    private static byte[] entry(Connection connection, long position) throws SQLException {
        try (Entries entries = Entries.after(connection, position - 1, 1)) {
            Entries.Entry entry = entries.next();
            return entry == null || entry.position() != position ? new byte[0] : entry.entry();
        } catch (IOException e) {
            throw new StoreUnavailable(e);
        }
    }

    /** @param from at most {@code to}, which is at most the last head's size; 0 is the tree of nothing */
    public Consistency consistency(long from, long to) {
        return ask(connection -> {
            Proofs proofs = new Proofs(new Tiles(connection)::node);
            return new Consistency(proofs.root(from), proofs.root(to), proofs.consistency(from, to));
        });
    }

    public Lag lag() {
        long size = head().map(SignedHead::size).orElse(0L);
        long events = Math.max(0, log.head() - size);
        return new Lag(size, events, events == 0 ? Duration.ZERO : ask(connection -> age(connection, size + 1)));
    }

    private Duration age(Connection connection, long position) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select recorded_at from event where position = ?")) {
            select.setLong(1, position);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Duration.between(
                                row.getObject(1, OffsetDateTime.class).toInstant(), clock.instant())
                        : Duration.ZERO;
            }
        }
    }

    private static Optional<SignedHead> head(Connection connection) throws SQLException {
        StatementTable statements = new StatementTable(connection);
        String line = statements.lastHead();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        Head head = Head.parse(line);
        String key = statements.keys().stream()
                .filter(statement -> statement.startsWith(Statements.KEY + " " + head.keyId() + " "))
                .findFirst()
                .orElse("");
        return Optional.of(new SignedHead(head.size(), head.root(), line, key));
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try (Connection connection = database.getConnection()) {
            return question.ask(connection);
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }
}
