package io.annals.benchmarks;

import io.annals.benchmarks.Shopper.Batch;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Kills a server of its own at random moments under load, and looks after each for what it had acknowledged. */
@Command(
        name = "kills",
        description = "Kills the server at random moments under load; nothing acknowledged may be lost or doubled.",
        mixinStandardHelpOptions = true)
final class Kills implements Callable<Integer> {

    private static final int CONNECTIONS = 8;

    @Option(names = "--rounds", description = "how often it is killed", defaultValue = "50")
    private int rounds;

    @Option(names = "--seed", description = "of the moments", defaultValue = "1")
    private long seed;

    @Option(names = "--most-millis", description = "the longest it lives under load", defaultValue = "5000")
    private int mostMillis;

    @Option(names = "--home", description = "of the server; kept afterwards. A temporary one, removed, when absent")
    private @Nullable Path home;

    /** Events that must be there, by user. */
    private final Map<String, Long> expected = new TreeMap<>();

    private long acknowledged;
    private long unanswered;
    private long keptUnanswered;

    @Override
    public Integer call() throws Exception {
        Path own = home == null ? Files.createTempDirectory("annals-kills") : home;
        ServerApi api = ServerApi.of(own.toAbsolutePath(), freePort());
        System.out.printf("%d kills, seed %d, home %s%n", rounds, seed, own);
        Random random = new Random(seed);
        KilledServer server = KilledServer.start(api);
        for (int round = 1; round <= rounds; round++) {
            int millis = 50 + random.nextInt(mostMillis - 50);
            List<Batch> sent = killUnderLoad(api, server, round, millis);
            long began = System.nanoTime();
            server = KilledServer.start(api);
            double started = (System.nanoTime() - began) / 1e9;
            expectOnce(api, sent);
            System.out.printf(
                    "  %2d  after %,5d ms: %,6d events sent, back in %.1f s, each acknowledged one is there once%n",
                    round, millis, (long) sent.size() * Shopper.EVENTS, started);
        }
        expectViewsEqualTheirRebuilds(api);
        server.stop();
        System.out.printf(
                "%d kills: %,d events acknowledged and there once; of %,d without an answer %,d had been kept, once%n",
                rounds, acknowledged, unanswered, keptUnanswered);
        if (home == null) {
            remove(own);
        }
        return 0;
    }

    private static List<Batch> killUnderLoad(ServerApi api, KilledServer server, int round, int millis)
            throws Exception {
        List<Shopper> shoppers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        String authorization = api.authorization();
        for (int i = 0; i < CONNECTIONS; i++) {
            Shopper shopper =
                    new Shopper(api, authorization, "kill-" + round + "-" + i, "killed-" + round + "-" + i / 2);
            shoppers.add(shopper);
            threads.add(new Thread(shopper));
        }
        threads.forEach(Thread::start);
        Thread.sleep(millis);
        server.kill();
        for (Thread thread : threads) {
            thread.join();
        }
        return shoppers.stream().flatMap(shopper -> shopper.sent().stream()).toList();
    }

    /**
     * Sends everything again: what was kept is a duplicate. A message that is known without its event, or kept twice, shows
     * in the totals.
     */
    private void expectOnce(ServerApi api, List<Batch> sent) throws Exception {
        for (Batch batch : sent) {
            for (JsonNode result : api.track(batch.body())) {
                String status = result.get("status").asString();
                boolean kept = status.equals("duplicate");
                if (batch.acknowledged() && !kept) {
                    throw new IllegalStateException("acknowledged and lost: " + result);
                }
                if (!kept && !status.equals("stored")) {
                    throw new IllegalStateException("neither kept nor taken: " + result);
                }
                acknowledged += batch.acknowledged() ? 1 : 0;
                unanswered += batch.acknowledged() ? 0 : 1;
                keptUnanswered += !batch.acknowledged() && kept ? 1 : 0;
            }
            expected.merge(batch.user(), (long) Shopper.EVENTS, Long::sum);
        }
        api.awaitViews();
        for (String user : sent.stream().map(Batch::user).distinct().toList()) {
            long seen = events(api, user);
            if (seen != expected.getOrDefault(user, 0L)) {
                throw new IllegalStateException(user + " has " + seen + " events instead of " + expected.get(user));
            }
        }
    }

    private static long events(ServerApi api, String user) throws Exception {
        String id = api.get("/api/customers?identifier=user_id:" + user)
                .at("/customers/0/customerId")
                .asString();
        return api.get("/api/customers/" + id).at("/totals/events").asLong();
    }

    private static void expectViewsEqualTheirRebuilds(ServerApi api) throws Exception {
        for (JsonNode one : api.get("/api/views").get("views")) {
            String view = one.get("view").asString();
            JsonNode replay = api.post("/api/views/" + view + "/replays");
            while (ServerApi.isUnderWay(replay)) {
                Thread.sleep(200);
                replay = api.get("/api/views/" + view + "/replays/current");
            }
            System.out.printf("  %s rebuilt: %s%n", view, replay.get("state").asString());
            if (!replay.get("state").asString().equals("switched")) {
                throw new IllegalStateException(view + " differs from its rebuild: " + replay);
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
