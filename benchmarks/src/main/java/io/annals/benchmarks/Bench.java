package io.annals.benchmarks;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Measures a running server of this machine over loopback. Run {@code ./annals serve} in a home of its own first. */
@Command(
        name = "bench",
        description = "Measures the running server.",
        mixinStandardHelpOptions = true,
        subcommands = {Kills.class, Soak.class, Identity.class, MessageIds.class, MemoryMongo.class})
final class Bench implements Callable<Integer> {

    /** What can be measured, in the order in which it is. */
    enum Measure {
        BATCHES,
        SPREAD,
        SINGLE,
        SEARCHABLE,
        AS_OF,
        REBUILD
    }

    @Option(
            names = "--only",
            split = ",",
            description = "what to measure, of ${COMPLETION-CANDIDATES}",
            defaultValue = "batches,spread,single,searchable,as_of,rebuild")
    private Set<Measure> only = EnumSet.allOf(Measure.class);

    @Option(names = "--warm-up", description = "seconds of each load before it counts", defaultValue = "120")
    private double warmUp;

    @Option(names = "--seconds", description = "seconds that count", defaultValue = "60")
    private double seconds;

    private static final int QUESTIONS = 2_000;

    /** The first warms up. */
    private static final int REBUILDS = 3;

    private final ServerApi api = ServerApi.ofEnvironment();
    private final Bodies bodies = new Bodies();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        try (PlainInserts plain = new PlainInserts(api.read("postgres-url"))) {
            if (only.contains(Measure.BATCHES)) {
                compare("10 customers x 10 events a batch", "/v1/batch", 8, 100, bodies.batches(10, 10), plain);
            }
            if (only.contains(Measure.SPREAD)) {
                compare("100 customers x 1 event a batch", "/v1/batch", 8, 100, bodies.batches(100, 1), plain);
            }
            if (only.contains(Measure.SINGLE)) {
                compare("single track calls", "/v1/track", 64, 1, bodies.singles(), plain);
            }
        }
        if (only.contains(Measure.SEARCHABLE)) {
            searchable();
        }
        if (only.contains(Measure.AS_OF)) {
            System.out.printf("%na customer of 10,000 events as of %,d random instants%n", QUESTIONS);
            System.out.println("  " + new AsOf(api).measure(QUESTIONS));
        }
        if (only.contains(Measure.REBUILD)) {
            rebuild();
        }
        return 0;
    }

    private void compare(
            String title, String path, int connections, int events, Supplier<byte[]> next, PlainInserts plain)
            throws Exception {
        System.out.printf("%n%s, %d connections%n", title, connections);
        Load.run(api.address(), path, api.authorization(), connections, events, warmUp, 0, next);
        long head = api.get("/api/status").get("head").asLong();
        Cores cores = Cores.since(api.pid());
        Load.Result result = Load.run(api.address(), path, api.authorization(), connections, events, seconds, 0, next);
        System.out.println("  intake        " + result);
        Cores.Shares shares = cores.shares();
        System.out.printf(
                "  %s, %.0f us of a core per event%n", shares, shares.server() / result.eventsPerSecond() * 1e6);
        System.out.println("  views behind  " + lags());
        awaitViews();
        PlainInserts.Shape shape = plain.shapeSince(head);
        double rate = plain.measure(shape, Math.min(20, seconds));
        System.out.printf(
                "  plain insert  %,.0f rows/s (%s)%n  ratio         %.2f%n",
                rate, shape, result.eventsPerSecond() / rate);
    }

    /** From the acknowledged event to the answer of the search, while half the intake's load runs beside. */
    private void searchable() throws Exception {
        Searchable searchable = new Searchable(api.address(), api.authorization(), api.read("admin-token"));
        System.out.printf(
                "%nacknowledged to searchable, under %s%n", "a load of 10 x 10 batches from 4 connections with pauses");
        Thread load = new Thread(() -> {
            try {
                Load.run(
                        api.address(),
                        "/v1/batch",
                        api.authorization(),
                        4,
                        100,
                        seconds,
                        120_000_000,
                        bodies.batches(10, 10));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        load.start();
        System.out.println("  " + searchable.measure(seconds * .9));
        load.join();
    }

    private void rebuild() throws Exception {
        String mongo = api.get("/api/status")
                .get("engines")
                .valueStream()
                .filter(engine -> engine.get("name").asString().equals("MongoDB"))
                .map(engine -> engine.get("embedded").asBoolean()
                        ? "embedded, on disk"
                        : engine.get("address").asString())
                .findFirst()
                .orElseThrow();
        awaitViews();
        System.out.printf("%nrebuild of customer-view, MongoDB %s%n", mongo);
        for (int round = 0; round < REBUILDS; round++) {
            Cores cores = Cores.since(api.pid());
            JsonNode replay = api.post("/api/views/customer-view/replays");
            while (!replay.get("state").asString().equals("comparing") && ServerApi.isUnderWay(replay)) {
                Thread.sleep(50);
                replay = api.get("/api/views/customer-view/replays/current");
            }
            String shares = cores.shares().toString();
            while (ServerApi.isUnderWay(replay)) {
                Thread.sleep(50);
                replay = api.get("/api/views/customer-view/replays/current");
            }
            System.out.printf(
                    "  %s at %,d events, %,d events/s; %s%n",
                    replay.get("state").asString(),
                    replay.get("position").asLong(),
                    replay.get("eventsPerSecond").asLong(),
                    shares);
        }
    }

    private void awaitViews() throws Exception {
        long began = System.nanoTime();
        api.awaitViews();
        System.out.printf("  caught up     after %.1f s%n", (System.nanoTime() - began) / 1e9);
    }

    private String lags() throws Exception {
        StringBuilder lags = new StringBuilder();
        for (JsonNode view : api.get("/api/views").get("views")) {
            lags.append("%s %,d  "
                    .formatted(view.get("view").asString(), view.get("lag").asLong()));
        }
        return lags.toString();
    }
}
