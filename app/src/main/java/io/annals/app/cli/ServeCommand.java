package io.annals.app.cli;

import io.annals.app.Settings;
import io.annals.app.server.Server;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "serve", description = "Starts the server, and the engines that are not given by an address.")
public final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = Settings.load();
        start(settings, out);
        printAddresses(settings, out);
        new CountDownLatch(1).await();
        return 0;
    }

    static Server start(Settings settings, PrintWriter out) {
        Server server = Server.start(settings, line -> {
            out.println(line);
            out.flush();
        });
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
        server.onDeadEngine(dead -> {
            out.println(dead.getMessage());
            out.flush();
            System.exit(1);
        });
        return server;
    }

    static void printAddresses(Settings settings, PrintWriter out) {
        out.printf(
                """

                Annals is ready.
                  console    %1$s/
                  API        %1$s/openapi.json
                  token      %2$s   (first administrator; keep it)
                  write key  %3$s   (for trying things out: this source assumes consent)
                Ctrl-C stops it; what it stored stays in %4$s
                """,
                settings.url(), read(settings.adminToken()), read(settings.writeKey()), settings.home());
        out.flush();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "(in " + file + " of the process with the role command)";
        }
    }
}
