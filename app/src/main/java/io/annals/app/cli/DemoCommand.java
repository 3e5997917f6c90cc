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

@Command(name = "demo", description = "Starts the server and lets a simulated shop play through its public API.")
public final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = Settings.load();
        ServeCommand.start(settings, out);
        SourceKeys keys = new SourceKeys(settings, ApiClient.ofHome(settings));
        if (keys.known(SimulatedShop.SOURCE)) {
            out.println("The simulated shop has played here before; its customers are still there.");
        } else {
            try (Progress progress = new Progress(out, "Simulated shop", "events")) {
                new SimulatedShop(new ApiClient(settings.url(), null), Clock.systemUTC())
                        .play(keys.of(SimulatedShop.SOURCE, SimulatedShop.CONSENT), progress::at);
            }
        }
        ServeCommand.printAddresses(settings, out);
        new CountDownLatch(1).await();
        return 0;
    }
}
