package io.annals.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measures a running server of this machine over loopback. Run {@code ./annals serve} in a home of its own first. */
@Command(
        name = "bench",
        description = "Measures the running server.",
        mixinStandardHelpOptions = true,
        subcommands = {MemoryMongo.class, MessageIds.class, Identity.class})
final class Bench implements Callable<Integer> {

    /** What can be measured, in the order in which it is. */
    enum Measure {
        BATCHES,
        SPREAD,
        SINGLE,
        SEARCHABLE,
        REBUILD
    }

    @Option(
            names = "--only",
            split = ",",
            description = "what to measure, of ${COMPLETION-CANDIDATES}",
            defaultValue = "batches,spread,single,searchable,rebuild")
    private Set<Measure> only = EnumSet.allOf(Measure.class);

    @Option(names = "--warm-up", description = "seconds of each load before it counts", defaultValue = "120")
    private double warmUp;

    @Option(names = "--seconds", description = "seconds that count", defaultValue = "60")
    private double seconds;

    /** The first warms up. */
    private static final int REBUILDS = 3;

    private final Path home =
            Path.of(System.getenv().getOrDefault("ANNALS_HOME", "./.annals")).toAbsolutePath();
    private final URI server = URI.create("http://127.0.0.1:" + System.getenv().getOrDefault("ANNALS_PORT", "8080"));
    private final HttpClient http = HttpClient.newHttpClient();
    private final Bodies bodies = new Bodies();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        try (PlainInserts plain =
                new PlainInserts(Files.readString(home.resolve("postgres-url")).strip())) {
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
        if (only.contains(Measure.REBUILD)) {
            rebuild();
        }
        return 0;
    }

    private void compare(
            String title, String path, int connections, int events, Supplier<byte[]> next, PlainInserts plain)
            throws Exception {
        System.out.printf("%n%s, %d connections%n", title, connections);
        Load.run(server, path, authorization(), connections, events, warmUp, 0, next);
        long head = status().get("head").asLong();
        Cores cores = Cores.since(pid());
        Load.Result result = Load.run(server, path, authorization(), connections, events, seconds, 0, next);
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
        Searchable searchable = new Searchable(server, authorization(), token());
        System.out.printf(
                "%nacknowledged to searchable, under %s%n", "a load of 10 x 10 batches from 4 connections with pauses");
        Thread load = new Thread(() -> {
            try {
                Load.run(server, "/v1/batch", authorization(), 4, 100, seconds, 120_000_000, bodies.batches(10, 10));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        load.start();
        System.out.println("  " + searchable.measure(seconds * .9));
        load.join();
    }

    private void rebuild() throws Exception {
        String mongo = status().get("engines")
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
            Cores cores = Cores.since(pid());
            JsonNode replay = send("POST", "/api/views/customer-view/replays");
            while (!replay.get("state").asString().equals("comparing") && !ended(replay)) {
                Thread.sleep(50);
                replay = get("/api/views/customer-view/replays/current");
            }
            String shares = cores.shares().toString();
            while (!ended(replay)) {
                Thread.sleep(50);
                replay = get("/api/views/customer-view/replays/current");
            }
            System.out.printf(
                    "  %s at %,d events, %,d events/s; %s%n",
                    replay.get("state").asString(),
                    replay.get("position").asLong(),
                    replay.get("eventsPerSecond").asLong(),
                    shares);
        }
    }

    private static boolean ended(JsonNode replay) {
        String state = replay.get("state").asString();
        return !state.equals("building") && !state.equals("comparing");
    }

    private void awaitViews() throws Exception {
        long until = System.nanoTime() + 600_000_000_000L;
        long head = status().get("head").asLong();
        long began = System.nanoTime();
        while (System.nanoTime() < until) {
            boolean there = get("/api/views")
                    .get("views")
                    .valueStream()
                    .allMatch(view -> view.get("position").asLong() >= head);
            if (there) {
                System.out.printf("  caught up     after %.1f s%n", (System.nanoTime() - began) / 1e9);
                return;
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("the views did not catch up in ten minutes");
    }

    private String lags() throws Exception {
        StringBuilder lags = new StringBuilder();
        for (JsonNode view : get("/api/views").get("views")) {
            lags.append("%s %,d  "
                    .formatted(view.get("view").asString(), view.get("lag").asLong()));
        }
        return lags.toString();
    }

    private JsonNode status() throws Exception {
        return get("/api/status");
    }

    private JsonNode get(String path) throws Exception {
        return send("GET", path);
    }

    private JsonNode send(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token())
                .build();
        return JsonMapper.shared()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private String token() throws IOException {
        return Files.readString(home.resolve("admin-token")).strip();
    }

    private String authorization() throws IOException {
        String key = Files.readString(home.resolve("write-key")).strip() + ":";
        return "Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII));
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(home.resolve("pid")).strip());
    }
}
