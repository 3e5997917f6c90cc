package io.annals.app;

import io.annals.app.cli.AuditCommand;
import io.annals.app.cli.BackupCommand;
import io.annals.app.cli.CompactCommand;
import io.annals.app.cli.DemoCommand;
import io.annals.app.cli.IdentityCommand;
import io.annals.app.cli.ImportCommand;
import io.annals.app.cli.KeysCommand;
import io.annals.app.cli.ReplayCommand;
import io.annals.app.cli.ResetCommand;
import io.annals.app.cli.RestoreCommand;
import io.annals.app.cli.ServeCommand;
import io.annals.app.cli.StatusCommand;
import io.annals.engines.EngineException;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
        name = "annals",
        description = "An event-sourced customer data platform.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "Annals 0.1.0",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            ImportCommand.class,
            IdentityCommand.class,
            ReplayCommand.class,
            StatusCommand.class,
            AuditCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            CompactCommand.class,
            KeysCommand.class,
            ResetCommand.class
        })
public final class Annals {

    private Annals() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** What people get to see of a failure is one sentence; what it means for a program is the exit code 1. */
    static int run(String... arguments) {
        // Silent until the server says where to log: what is for people is printed, not logged.
        LoggingSystem.get(Annals.class.getClassLoader()).beforeInitialize();
        CommandLine line = new CommandLine(new Annals());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof EngineException || failure instanceof Plain) {
                command.getErr().println(failure.getMessage());
                return 1;
            }
            throw failure;
        });
        return line.execute(arguments);
    }
}
