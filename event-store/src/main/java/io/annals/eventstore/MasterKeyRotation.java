package io.annals.eventstore;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/**
 * Exchanges the master key while processes serve: a new key comes beside the old one, every wrapped key is wrapped anew, a
 * page at a time, and the old key goes once nothing needs it. Broken off, it goes on where it was.
 */
public final class MasterKeyRotation {

    /** What was wrapped with the old key before the new one came is committed by then, or never: see the store's time-outs. */
    public static final Duration APPENDS_ARE_OVER = Duration.ofSeconds(45);

    /** "keys" in ASCII. */
    private static final int ONE_AT_A_TIME = 0x6b657973;

    private static final int PAGE = 1_000;

    private final DataSource database;
    private final Path file;
    private final Duration grace;

    public MasterKeyRotation(DataSource database, Path masterKeyFile, Duration grace) {
        this.database = database;
        this.file = masterKeyFile;
        this.grace = grace;
    }

    /** @param damaged keys that neither the old nor the new master key opens; they are left as they are */
    public record Outcome(long rewrapped, long damaged) {}

    private record Wrapped(String id, byte[] key) {}

    /** @param progress told how many keys were wrapped anew so far */
    public Outcome run(LongConsumer progress) throws InterruptedException {
        try (Connection connection = database.getConnection()) {
            if (!asked(connection, "pg_try_advisory_lock")) {
                throw new IllegalStateException("The master key is being exchanged by another process already.");
            }
            try {
                return exchange(connection, progress);
            } finally {
                asked(connection, "pg_advisory_unlock"); // a connection of a pool outlives its user
            }
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The master key " + file + " cannot be exchanged: " + e.getMessage(), e);
        }
    }

    private Outcome exchange(Connection connection, LongConsumer progress)
            throws SQLException, IOException, GeneralSecurityException, InterruptedException {
        MasterKeyFile keys = new MasterKeyFile(file);
        keys.beginExchange();
        MasterKey master = MasterKey.at(file);
        Outcome first = pass(connection, master, progress);
        Thread.sleep(grace.toMillis());
        Outcome last = pass(connection, master, progress);
        keys.endExchange();
        return new Outcome(first.rewrapped() + last.rewrapped(), last.damaged());
    }

    private static boolean asked(Connection connection, String function) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer =
                        statement.executeQuery("select " + function + "(hashtext('annals'), " + ONE_AT_A_TIME + ")")) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    /** @param first sorts before every id */
    private record Table(String name, String id, String type, String first) {}

    private static final List<Table> TABLES = List.of(
            new Table("subject_key", "key_id", "uuid", "00000000-0000-0000-0000-000000000000"),
            new Table("platform_key", "name", "text", ""));

    private static Outcome pass(Connection connection, MasterKey master, LongConsumer progress) throws SQLException {
        long rewrapped = 0;
        long damaged = 0;
        for (Table table : TABLES) {
            List<Wrapped> page = page(connection, master, table, table.first());
            while (!page.isEmpty()) {
                int opened = store(connection, master, table, page);
                rewrapped += opened;
                damaged += page.size() - opened;
                progress.accept(rewrapped);
                page = page(connection, master, table, page.get(page.size() - 1).id());
            }
        }
        return new Outcome(rewrapped, damaged);
    }

    private static List<Wrapped> page(Connection connection, MasterKey master, Table table, String after)
            throws SQLException {
        String sql = "select " + table.id() + ", wrapped from " + table.name() + " where " + table.id() + " > ?::"
                + table.type() + " and substring(wrapped from 1 for 5) <> ? order by " + table.id() + " limit " + PAGE;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, after);
            select.setBytes(2, master.mark());
            List<Wrapped> page = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    page.add(new Wrapped(rows.getString(1), rows.getBytes(2)));
                }
            }
            return page;
        }
    }

    /** A key that was destroyed meanwhile stays destroyed. */
    private static int store(Connection connection, MasterKey master, Table table, List<Wrapped> page)
            throws SQLException {
        String sql = "update " + table.name() + " set wrapped = ? where " + table.id() + " = ?::" + table.type()
                + " and wrapped = ?";
        int opened = 0;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (Wrapped one : page) {
                try {
                    update.setBytes(1, master.wrap(master.unwrap(one.key(), one.id()), one.id()));
                } catch (MasterKey.DoesNotOpen damaged) {
                    continue;
                }
                update.setString(2, one.id());
                update.setBytes(3, one.key());
                update.addBatch();
                opened++;
            }
            update.executeBatch();
        }
        return opened;
    }
}
