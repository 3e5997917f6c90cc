package io.annals.app.server;

import io.annals.app.Plain;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * A backup: the log and the tables written together with it, each as PostgreSQL's own binary copy, all of one instant.
 * Read models are memories and are rebuilt; the master key is not in it and must be kept elsewhere.
 */
public final class Archive {

    /** Everything but the record of migrations, which the restoring program makes itself. */
    private static final String TABLES =
            "select table_name from information_schema.tables where table_schema = 'public'"
                    + " and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history' order by table_name";

    private final DataSource database;

    public Archive(DataSource database) {
        this.database = database;
    }

    void write(OutputStream out) throws IOException {
        try (Connection connection = database.getConnection();
                ZipOutputStream zip = new ZipOutputStream(out)) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            zip.setLevel(Deflater.BEST_SPEED);
            for (String table : tables(connection)) {
                zip.putNextEntry(new ZipEntry(table + ".copy"));
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy " + table + " to stdout (format binary)", zip);
                zip.closeEntry();
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** Fills an empty store; refuses one that has events, for a log is never overwritten. */
    public void read(InputStream in) {
        try (Connection connection = database.getConnection();
                ZipInputStream zip = new ZipInputStream(in)) {
            connection.setAutoCommit(false);
            refuseUsedStore(connection);
            List<String> known = tables(connection);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String table = entry.getName().replaceFirst("\\.copy$", "");
                if (!known.contains(table)) {
                    throw new Plain("This is not a backup of this version: it holds \"" + entry.getName() + "\".");
                }
                try (Statement statement = connection.createStatement()) {
                    if (!table.equals("event")) {
                        statement.execute("delete from " + table);
                    }
                }
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + table + " from stdin (format binary)", zip);
            }
            connection.commit();
        } catch (IOException | SQLException e) {
            throw new Plain("The backup could not be restored, and nothing was changed: " + e.getMessage(), e);
        }
    }

    private static void refuseUsedStore(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet any = statement.executeQuery("select exists (select from event)")) {
            any.next();
            if (any.getBoolean(1)) {
                throw new Plain("This store has events already: restore into an empty home (ANNALS_HOME).");
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery(TABLES)) {
            while (names.next()) {
                tables.add(names.getString(1));
            }
        }
        return tables;
    }
}
