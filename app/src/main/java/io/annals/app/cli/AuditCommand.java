package io.annals.app.cli;

import io.annals.app.Plain;
import io.annals.app.Settings;
import io.annals.app.client.ApiClient;
import io.annals.eventstore.ledger.Fault;
import io.annals.eventstore.ledger.LedgerAudit;
import io.annals.eventstore.ledger.LedgerExport;
import io.annals.eventstore.ledger.LedgerFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        description = "Checks that nobody has changed the log, or takes it along to be checked elsewhere.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Export.class, AuditCommand.ChangeKey.class})
public final class AuditCommand {

    /** What a script can tell from a check that could not be made. */
    private static final int CHANGED = 3;

    @Command(
            name = "verify",
            description = "Hashes every event of the running store anew and compares it with what was signed. Exit code"
                    + " 0: nothing was changed; 3: something was.")
    static final class Verify implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            Settings settings = Settings.load();
            LedgerAudit.Report report = snapshot(
                    settings,
                    out,
                    "Verifying",
                    (connection, tell) -> LedgerAudit.of(connection, folder(settings), tell));
            out.printf(
                    "%,d events, %,d of them signed under %,d heads, key %s%n",
                    report.events(), report.covered(), report.heads(), report.keyId());
            for (Fault fault : report.faults()) {
                out.printf("%s%s: %s%n", fault.kind().word(), place(fault), fault.what());
            }
            out.println(report.faults().isEmpty() ? "Nothing was changed." : "SOMETHING WAS CHANGED.");
            out.flush();
            return report.faults().isEmpty() ? 0 : CHANGED;
        }

        private static String place(Fault fault) {
            if (fault.from() == 0) {
                return "";
            }
            return fault.from() == fault.to()
                    ? " at position " + fault.from()
                    : " from position " + fault.from() + " to " + fault.to();
        }
    }

    @Command(
            name = "export",
            description = "Writes the log as it is stored, still sealed, with everything that was signed about it;"
                    + " docs/ledger.md describes the files, audit-verifier checks them.")
    static final class Export implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FOLDER", description = "where to; it must not be there yet, or be empty")
        private Path to = Path.of("annals-export");

        @Override
        public Integer call() {
            refuseFull(to);
            PrintWriter out = spec.commandLine().getOut();
            Settings settings = Settings.load();
            long events = snapshot(
                    settings,
                    out,
                    "Exporting",
                    (connection, tell) -> LedgerExport.write(connection, folder(settings), to, tell));
            out.printf("%,d events written to %s%n", events, to);
            out.flush();
            return 0;
        }

        private static void refuseFull(Path to) {
            if (!Files.exists(to)) {
                return;
            }
            try (Stream<Path> files = Files.list(to)) {
                if (files.findAny().isPresent()) {
                    throw new Plain(to + " holds something already: name another folder.");
                }
            } catch (IOException e) {
                throw new Plain(to + " is no folder: name another one.", e);
            }
        }
    }

    @Command(name = "change-key", description = "Signs with a fresh key from now on; the old one vouches for it.")
    static final class ChangeKey implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            ApiClient api = ApiClient.ofHome(Settings.load());
            PrintWriter out = spec.commandLine().getOut();
            out.println("The ledger is signed with the key "
                    + api.post("/api/audit/ledger/keys", Map.of()).get("keyId").asString() + " from now on.");
            out.flush();
            return 0;
        }
    }

    @FunctionalInterface
    private interface Look<T> {
        T at(Connection connection, LongConsumer progress) throws SQLException, IOException;
    }

    /** All of one instant, over a connection of its own that may take as long as it needs. */
    private static <T> T snapshot(Settings settings, PrintWriter out, String title, Look<T> look) {
        try (Connection connection = LedgerAudit.snapshot(url(settings));
                Progress progress = new Progress(out, title, "events")) {
            long head = head(connection);
            connection.rollback();
            return look.at(connection, position -> progress.at(position, Math.max(head, position)));
        } catch (SQLException e) {
            throw new Plain("The event store cannot be asked: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new Plain("A file stands in the way: " + e, e);
        }
    }

    private static long head(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet head = statement.executeQuery("select coalesce(max(position), 0) from event")) {
            head.next();
            return head.getLong(1);
        }
    }

    private static String url(Settings settings) {
        String given = settings.get("annals.postgres.url");
        if (!given.isBlank()) {
            return given;
        }
        try {
            return Files.readString(settings.home().resolve("postgres-url")).strip();
        } catch (IOException e) {
            throw new Plain(
                    "There is no store in " + settings.home()
                            + ": start the server first (./annals serve), or name its home (ANNALS_HOME).",
                    e);
        }
    }

    private static LedgerFolder folder(Settings settings) {
        return new LedgerFolder(
                Path.of(settings.get("annals.ledger.folder")), Path.of(settings.get("annals.ledger.key-file")));
    }
}
