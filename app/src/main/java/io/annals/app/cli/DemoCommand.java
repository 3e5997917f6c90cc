package io.annals.app.cli;

import io.annals.app.Settings;
import io.annals.app.client.ApiClient;
import io.annals.app.demo.SimulatedShop;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(name = "demo", description = "Starts the server and lets a simulated shop play through its public API.")
public final class DemoCommand implements Callable<Integer> {

    private static final long ASK_EVERY_MILLIS = 100;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = Settings.load();
        ServeCommand.start(settings, out);
        ApiClient api = ApiClient.ofHome(settings);
        SourceKeys keys = new SourceKeys(settings, api);
        if (keys.known(SimulatedShop.SOURCE)) {
            out.println("The simulated shop has played here before; its customers are still there.");
        } else {
            try (Progress progress = new Progress(out, "Simulated shop", "events")) {
                new SimulatedShop(ApiClient.withoutToken(settings), Clock.systemUTC())
                        .play(keys.of(SimulatedShop.SOURCE, SimulatedShop.CONSENT), progress::at);
            }
        }
        awaitViews(api, out);
        ServeCommand.printAddresses(settings, out);
        new CountDownLatch(1).await();
        return 0;
    }

    /** Whoever looks next wants to see the shop; an acknowledged event is on disk before it is in a view. */
    private static void awaitViews(ApiClient api, PrintWriter out) throws InterruptedException {
        try (Progress progress = new Progress(out, "Views", "events")) {
            for (JsonNode views = api.get("/api/views"); ; views = api.get("/api/views")) {
                long head = views.get("head").asLong();
                long reached = views.get("views")
                        .valueStream()
                        .mapToLong(view -> view.get("position").asLong())
                        .min()
                        .orElse(head);
                progress.at(reached, head);
                if (reached >= head) {
                    return;
                }
                Thread.sleep(ASK_EVERY_MILLIS);
            }
        }
    }
}
