package io.annals.projections;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Who may write a view: one process at a time, by advisory locks that live and die with one PostgreSQL session. A process
 * that stalls longer than the session lives may still finish one batch; that is harmless because a batch only repeats
 * what the events say, and the next writer begins at the saved bookmark.
 */
final class Leases implements AutoCloseable {

    /** The first half of the lock's key; the second is the view's. */
    private static final int KIND = "annals-view".hashCode();

    private static final long CHECK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final DataSource database;
    private final Set<String> held = new HashSet<>();
    private @Nullable Connection session;
    private long checkedAt;
    private boolean closed;

    Leases(DataSource database) {
        this.database = database;
    }

    /** Takes the lease if it is free. */
    synchronized boolean holds(String view) {
        if (closed) {
            return false;
        }
        try {
            Connection connection = session();
            if (held.contains(view)) {
                return true;
            }
            try (PreparedStatement attempt = connection.prepareStatement("select pg_try_advisory_lock(?, ?)")) {
                attempt.setInt(1, KIND);
                attempt.setInt(2, view.hashCode());
                try (ResultSet answer = attempt.executeQuery()) {
                    return answer.next() && answer.getBoolean(1) && held.add(view);
                }
            }
        } catch (SQLException failure) {
            lose();
            throw new EngineDown("PostgreSQL cannot be reached", failure);
        }
    }

    private Connection session() throws SQLException {
        Connection connection = session;
        if (connection != null && System.nanoTime() - checkedAt < CHECK_EVERY_NANOS) {
            return connection;
        }
        if (connection != null && !connection.isValid(2)) {
            lose();
            connection = null;
        }
        if (connection == null) {
            connection = database.getConnection();
            session = connection;
        }
        checkedAt = System.nanoTime();
        return connection;
    }

    private void lose() {
        held.clear();
        Connection connection = session;
        session = null;
        if (connection != null) {
            try (connection) {
                unlock(connection);
            } catch (SQLException alreadyGone) {
                // Then the locks are gone as well.
            }
        }
    }

    /** The session goes back to a pool, and must not take its locks along. */
    private static void unlock(Connection connection) throws SQLException {
        try (Statement unlock = connection.createStatement()) {
            unlock.execute("select pg_advisory_unlock_all()");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        lose();
    }
}
