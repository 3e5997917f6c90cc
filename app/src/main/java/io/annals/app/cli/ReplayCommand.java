package io.annals.app.cli;

import io.annals.app.Plain;
import io.annals.app.Settings;
import io.annals.app.client.ApiClient;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "replay",
        description = "Rebuilds a view from the log beside the live one, compares both at one position, and switches"
                + " when they are equal.")
public final class ReplayCommand implements Callable<Integer> {

    private static final long ASK_EVERY_MILLIS = 300;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "VIEW", description = "customer-view, customer-search or behavior-index")
    private String view = "";

    @Option(names = "--accept", description = "Switch also when the rebuilt view differs.")
    private boolean accept;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        ApiClient api = ApiClient.ofHome(Settings.load());
        String current = "/api/views/" + view + "/replays/current";
        JsonNode replay = api.post("/api/views/" + view + "/replays", Map.of());
        try (Progress progress = new Progress(out, "Rebuilding " + view, "events")) {
            while (running(replay)) {
                progress.at(
                        replay.get("position").asLong(), replay.get("target").asLong());
                Thread.sleep(ASK_EVERY_MILLIS);
                replay = api.get(current);
            }
            progress.at(replay.get("position").asLong(), replay.get("target").asLong());
        }
        if (state(replay).equals("different")) {
            replay = decide(api, current, replay, out);
        }
        out.printf(
                "%s at position %,d, %,d documents compared, %,.0f events/s%n",
                state(replay),
                replay.get("position").asLong(),
                replay.path("compared").asLong(0),
                replay.get("eventsPerSecond").asDouble());
        out.flush();
        return state(replay).equals("switched") ? 0 : 1;
    }

    private JsonNode decide(ApiClient api, String current, JsonNode replay, PrintWriter out) {
        out.printf(
                "The rebuilt view differs from the live one in %,d documents:%n",
                replay.path("differenceCount").asLong());
        replay.path("differences").forEach(difference -> out.println("  " + difference));
        out.flush();
        boolean yes = accept;
        if (!accept && System.console() != null) {
            yes = System.console()
                    .readLine("Switch to the rebuilt view? [y/N] ")
                    .strip()
                    .equalsIgnoreCase("y");
        }
        return api.post(current + (yes ? "/accept" : "/abandon"), Map.of());
    }

    private static boolean running(JsonNode replay) {
        return switch (state(replay)) {
            case "building", "comparing" -> true;
            case "failed" ->
                throw new Plain("The replay failed; the live view goes on serving. The server's log says why.");
            default -> false;
        };
    }

    private static String state(JsonNode replay) {
        return replay.get("state").asString();
    }
}
