package io.annals.app.cli;

import io.annals.app.Settings;
import io.annals.app.client.ApiClient;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "compact",
        description = "Rewrites the files of the running server's engines without what was deleted, so that nothing of"
                + " erased people is left on the disk.")
public final class CompactCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean whole = true;
        for (JsonNode engine :
                ApiClient.ofHome(Settings.load()).postAndWait("/api/compaction").get("engines")) {
            out.printf(
                    "%-15s %,10d ms%n",
                    engine.get("engine").asString(), engine.get("millis").asLong());
            for (JsonNode refused : engine.get("refused")) {
                whole = false;
                out.println("  not allowed, its operator has to do it: " + refused.asString());
            }
        }
        out.flush();
        return whole ? 0 : 1;
    }
}
