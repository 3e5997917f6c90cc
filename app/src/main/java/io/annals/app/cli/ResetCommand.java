package io.annals.app.cli;

import io.annals.app.Plain;
import io.annals.app.Settings;
import io.annals.engines.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "reset", description = "Deletes everything in the home: log, views, keys. There is no way back.")
public final class ResetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        Path home = Settings.load().home();
        if (!Files.exists(home.resolve("master-key.json"))) {
            throw new Plain(home + " is not the home of a server; nothing was deleted.");
        }
        if (!yes && !confirmed(home)) {
            throw new Plain("Nothing was deleted. Run it with --yes to delete " + home + ".");
        }
        // Taking the home's lock proves that no server is using it.
        Engines.start(Engines.Plan.below(home).only(), line -> {}).close();
        for (Path path : bottomUp(home)) {
            Files.delete(path);
        }
        spec.commandLine().getOut().println("Deleted " + home);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static boolean confirmed(Path home) {
        return System.console() != null
                && System.console()
                        .readLine("Delete everything in %s? Type yes: ", home)
                        .strip()
                        .equals("yes");
    }

    private static List<Path> bottomUp(Path home) throws IOException {
        try (Stream<Path> paths = Files.walk(home)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
