package io.annals.app.server;

import io.annals.engines.Engines;
import io.annals.engines.Engines.Kind;
import io.annals.engines.Engines.Plan;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/** A process with one engine in it, until it is killed. */
final class EngineProcess {

    private EngineProcess() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream test = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream())); // what an engine logs, nobody reads
        Kind kind = Kind.valueOf(arguments[0]);
        try (Engines engines = Engines.start(Plan.below(Path.of(arguments[1])).only(kind), line -> {})) {
            test.println(engines.address(kind));
            System.in.read();
        }
    }
}
