package io.annals.app.cli;

import io.annals.app.Plain;
import io.annals.app.Settings;
import io.annals.app.client.ApiClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "backup", description = "Saves the log of the running server, as of one instant.")
public final class BackupCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "where to; it must not exist yet")
    private Path file = Path.of("annals-backup.zip");

    @Override
    public Integer call() {
        Settings settings = Settings.load();
        if (Files.exists(file)) {
            throw new Plain(file + " exists already: name another file.");
        }
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try (InputStream backup = ApiClient.ofHome(settings).stream("/api/backup")) {
            Files.copy(backup, draft, StandardCopyOption.REPLACE_EXISTING);
            Files.move(draft, file);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "Saved %,d KB to %s%nThe master key is not in it. Keep %s in another safe place: without it"
                                    + " the backup cannot be read.%n",
                            Files.size(file) >> 10, file, settings.get("annals.master-key-file"));
            spec.commandLine().getOut().flush();
            return 0;
        } catch (IOException e) {
            throw new Plain("The backup broke off: " + e.getMessage() + ". " + draft + " is not complete.", e);
        }
    }
}
