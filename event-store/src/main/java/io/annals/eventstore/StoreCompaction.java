package io.annals.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Makes PostgreSQL let go of rows that were deleted: until then they stand in its files, its log of changes and its samples
 * of columns. The event table is not touched, because nothing is ever deleted there.
 */
public final class StoreCompaction {

    private static final List<String> TABLES = List.of(
            "subject_key", "platform_key", "snapshot", "identifier", "customer_root", "quarantine", "pg_statistic");

    /** The first ends the segment in use; a segment leaves the disk at the second checkpoint after it. */
    private static final List<String> CHANGES =
            List.of("select pg_switch_wal()", "checkpoint", "select pg_switch_wal()", "checkpoint");

    private final DataSource database;

    public StoreCompaction(DataSource database) {
        this.database = database;
    }

    /** Each table is locked for as long as it takes to write it anew. Answers what the server did not allow, and why. */
    public List<String> run() {
        List<String> refused = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, 0);
            for (String table : TABLES) {
                attempt(statement, "vacuum full " + table, refused);
            }
            for (String change : CHANGES) {
                attempt(statement, change, refused);
            }
            return List.copyOf(refused);
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    private static void attempt(Statement statement, String sql, List<String> refused) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) { // insufficient privilege
                throw e;
            }
            refused.add(sql + ": " + e.getMessage());
        }
    }
}
