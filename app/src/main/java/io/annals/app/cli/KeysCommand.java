package io.annals.app.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.annals.app.Plain;
import io.annals.app.Settings;
import io.annals.eventstore.MasterKeyRotation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "keys", description = "The keys of this installation.")
public final class KeysCommand {

    @Spec
    private CommandSpec spec;

    @Command(
            name = "rotate",
            description =
                    "Exchanges the master key while the server runs. Broken off, run it again: it goes on where it"
                            + " was.")
    int rotate() throws InterruptedException {
        Settings settings = Settings.load();
        PrintWriter out = spec.commandLine().getOut();
        Path file = Path.of(settings.get("annals.master-key-file"));
        if (!Files.exists(file)) {
            throw new Plain("There is no master key at " + file + ": name it with ANNALS_MASTER_KEY_FILE.");
        }
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(postgresUrl(settings));
            database.setMaximumPoolSize(1);
            out.println("A new master key comes into use beside the old one; every key is wrapped anew.");
            out.flush();
            MasterKeyRotation.Outcome outcome = new MasterKeyRotation(
                            database, file, MasterKeyRotation.APPENDS_ARE_OVER)
                    .run(rewrapped -> {
                        out.printf("  %,d keys%n", rewrapped);
                        out.flush();
                    });
            out.printf(
                    "%,d keys were wrapped anew, the old master key is retired. Keep a copy of %s in a safe place.%n",
                    outcome.rewrapped(), file);
            if (outcome.damaged() > 0) {
                out.printf("%,d keys are damaged: neither master key opens them.%n", outcome.damaged());
            }
            out.flush();
            return 0;
        }
    }

    /** That of the running server, unless an address was given. */
    private static String postgresUrl(Settings settings) {
        String url = settings.get("annals.postgres.url");
        if (!url.isBlank()) {
            return url;
        }
        Path left = settings.home().resolve("postgres-url");
        try {
            return Files.readString(left).strip();
        } catch (IOException e) {
            throw new Plain("The server must run, or POSTGRES_URL name its database: " + left + " cannot be read.", e);
        }
    }
}
