package io.annals.app.cli;

import io.annals.app.Settings;
import io.annals.app.client.ApiClient;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(name = "status", description = "Shows how far each view is, what is parked, the engines and the disk.")
public final class StatusCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ApiClient api = ApiClient.ofHome(Settings.load());
        JsonNode status = api.get("/api/status");
        out.printf(
                "Annals %s, roles %s, up %,d s, head %,d%n%n",
                status.get("version").asString(),
                status.get("roles").valueStream().map(JsonNode::asString).toList(),
                status.get("uptimeSeconds").asLong(),
                status.get("head").asLong());
        out.printf("%-18s %12s %10s %8s  %s%n", "view", "position", "lag", "parked", "replay");
        for (JsonNode view : api.get("/api/views").get("views")) {
            JsonNode replay = view.path("replay");
            out.printf(
                    "%-18s %,12d %,10d %,8d  %s%n",
                    view.get("view").asString(),
                    view.get("position").asLong(),
                    view.get("lag").asLong(),
                    view.get("parked").size(),
                    replay.isObject() ? replay.get("state").asString() : "-");
            for (JsonNode parked : view.get("parked")) {
                out.printf(
                        "  parked %s at %,d: %s%n",
                        parked.get("stream").asString(),
                        parked.get("position").asLong(),
                        parked.get("error").asString());
            }
        }
        JsonNode ledger = status.get("ledger");
        out.printf(
                "%nledger: %,d events signed, %,d not yet, the oldest for %.1f s%n",
                ledger.get("size").asLong(),
                ledger.get("lag").asLong(),
                ledger.get("lagSeconds").asDouble());
        if (ledger.has("trouble")) {
            out.println("  " + ledger.get("trouble").asString());
        }
        out.printf("%n%-18s %-10s %-9s %s%n", "engine", "runs", "healthy", "detail");
        for (JsonNode engine : status.get("engines")) {
            out.printf(
                    "%-18s %-10s %-9s %s%n",
                    engine.get("name").asString(),
                    engine.get("embedded").asBoolean() ? "embedded" : "elsewhere",
                    engine.get("healthy").asBoolean() ? "yes" : "NO",
                    engine.get("detail").asString());
        }
        JsonNode disk = status.get("disk");
        out.printf(
                "%ndisk  %s: %,d MB used, %,d MB free%n",
                disk.get("home").asString(),
                disk.get("usedBytes").asLong() >> 20,
                disk.get("freeBytes").asLong() >> 20);
        out.flush();
        return 0;
    }
}
