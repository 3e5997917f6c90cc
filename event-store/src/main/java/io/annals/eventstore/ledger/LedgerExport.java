package io.annals.eventstore.ledger;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Everything an auditor needs to check the log far away from it, in files that docs/ledger.md describes. */
public final class LedgerExport {

    private static final int PAGE = 1 << 16;
    private static final int FETCH = 64;

    private LedgerExport() {}

    /**
     * Writes what is there, also where it should not be; contents stay sealed.
     *
     * @param connection of its own; its next query must begin a transaction that sees one instant
     * @param to a folder that is not there yet or empty
     * @return the events written
     */
    public static long write(Connection connection, LedgerFolder folder, Path to, LongConsumer progress)
            throws SQLException, IOException {
        Files.createDirectories(to);
        statements(folder, to); // first: what the file says, the database already holds
        stored(connection, to);
        tiles(connection, to);
        return events(connection, to, progress);
    }

    private static void statements(LedgerFolder folder, Path to) throws IOException {
        try (Stream<String> lines = folder.statements().lines();
                DataOutputStream out = file(to, "statements.txt")) {
            for (String line : (Iterable<String>) lines::iterator) {
                line(out, line);
            }
        }
        Path publicKey = folder.publicKey();
        if (Files.exists(publicKey)) {
            Files.copy(publicKey, to.resolve("public-key.pem"));
        }
    }

    private static void stored(Connection connection, Path to) throws SQLException, IOException {
        try (PreparedStatement select =
                        connection.prepareStatement("select number, line from ledger_statement order by number");
                ResultSet rows = select.executeQuery();
                DataOutputStream out = file(to, "stored-statements.txt")) {
            while (rows.next()) {
                line(out, rows.getLong(1) + " " + rows.getString(2));
            }
        }
    }

    private static void tiles(Connection connection, Path to) throws SQLException, IOException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select level, number, hashes from ledger_tile order by level, number");
                DataOutputStream out = file(to, "tiles.bin")) {
            select.setFetchSize(FETCH);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    byte[] hashes = rows.getBytes(3);
                    out.writeInt(rows.getInt(1));
                    out.writeLong(rows.getLong(2));
                    out.writeInt(hashes.length);
                    out.write(hashes);
                }
            }
        }
    }

    private static long events(Connection connection, Path to, LongConsumer progress) throws SQLException, IOException {
        long written = 0;
        try (DataOutputStream out = file(to, "events.bin");
                Entries entries = Entries.all(connection)) {
            for (Entries.Entry entry = entries.next(); entry != null; entry = entries.next()) {
                out.writeInt(entry.entry().length);
                out.write(entry.entry());
                if (++written % PAGE == 0) {
                    progress.accept(entry.position());
                }
            }
        }
        return written;
    }

    private static DataOutputStream file(Path folder, String name) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), PAGE));
    }

    private static void line(DataOutputStream out, String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
