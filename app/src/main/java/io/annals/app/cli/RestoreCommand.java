package io.annals.app.cli;

import io.annals.app.Plain;
import io.annals.app.Settings;
import io.annals.app.server.Restore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "restore", description = "Fills an empty home from a backup; the views are rebuilt at the next start.")
public final class RestoreCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "a file made by annals backup")
    private Path file = Path.of("annals-backup.zip");

    @Override
    public Integer call() {
        Settings settings = Settings.load();
        Path masterKey = Path.of(settings.get("annals.master-key-file"));
        if (!Files.exists(masterKey)) {
            throw new Plain("Put the master key of that backup at " + masterKey
                    + " first (ANNALS_MASTER_KEY_FILE): without it the log cannot be read.");
        }
        try (InputStream backup = Files.newInputStream(file)) {
            Restore.into(settings, backup, spec.commandLine().getOut()::println);
        } catch (IOException e) {
            throw new Plain(file + " cannot be read: " + e.getMessage(), e);
        }
        spec.commandLine()
                .getOut()
                .println("Restored. Put the ledger's folder back at " + settings.get("annals.ledger.folder")
                        + " before you start the server, which rebuilds the views: ./annals serve");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
