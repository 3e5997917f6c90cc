package io.annals.benchmarks;

import io.annals.benchmarks.PlantedPeople.Name;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityEvent.CustomersMerged;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.EventStoreConfiguration;
import io.annals.eventstore.LoggedEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Sends calls of people whose names are known to a running server, which must be empty of them, and compares who it takes
 * for one, as its log says, with who is one.
 */
@Command(name = "identity", description = "Measures how fast and how well names are resolved to people.")
final class Identity implements Callable<Integer> {

    private static final int PAGE = 2_000;

    @Option(names = "--customers", defaultValue = "100000", description = "with five links each")
    private int customers;

    @Option(names = "--connections", defaultValue = "8")
    private int connections;

    @Option(names = "--batch", defaultValue = "100", description = "calls a request")
    private int batch;

    @Option(names = "--seed", defaultValue = "7")
    private long seed;

    private final Path home =
            Path.of(System.getenv().getOrDefault("ANNALS_HOME", "./.annals")).toAbsolutePath();
    private final URI server = URI.create("http://127.0.0.1:" + System.getenv().getOrDefault("ANNALS_PORT", "8080"));

    @Override
    public Integer call() throws Exception {
        PlantedPeople people = new PlantedPeople(customers, seed);
        Cores cores =
                Cores.since(Long.parseLong(Files.readString(home.resolve("pid")).strip()));
        double seconds = send(people.calls());
        System.out.printf(
                "%,d customers, %,d names, %,d calls in %.1f s: %,.0f resolutions/s%n%s%n",
                customers,
                people.owners().size(),
                people.calls().size(),
                seconds,
                people.calls().size() / seconds,
                cores.shares());
        judge(people);
        return 0;
    }

    private double send(List<List<Name>> calls) throws Exception {
        String key = Files.readString(home.resolve("write-key")).strip() + ":";
        String authorization = "Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII));
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        long began = System.nanoTime();
        try {
            List<Future<Void>> running = IntStream.range(0, connections)
                    .mapToObj(connection -> threads.submit(() -> share(calls, next, authorization)))
                    .toList();
            for (Future<Void> share : running) {
                share.get();
            }
            return (System.nanoTime() - began) / 1e9;
        } finally {
            threads.shutdownNow();
        }
    }

    private Void share(List<List<Name>> calls, AtomicInteger next, String authorization) throws Exception {
        try (Connection connection = new Connection(server, "/v1/batch", authorization)) {
            for (int from = next.getAndAdd(batch); from < calls.size(); from = next.getAndAdd(batch)) {
                String items = calls.subList(from, Math.min(calls.size(), from + batch)).stream()
                        .map(Identity::item)
                        .collect(Collectors.joining(","));
                byte[] body = ("{\"batch\":[" + items + "]}").getBytes(StandardCharsets.US_ASCII);
                for (int status = connection.post(body); status != 200; status = connection.post(body)) {
                    if (status != 429 && status != 503) {
                        throw new IllegalStateException("the server answered " + status);
                    }
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
        }
        return null;
    }

    /** Names that no field of a call is for go to the external ids. */
    private static String item(List<Name> names) {
        StringBuilder item = new StringBuilder("{\"type\":\"track\",\"event\":\"Signed In\"");
        StringBuilder external = new StringBuilder();
        boolean named = false;
        for (Name name : names) {
            if (name.type().equals("user_id")) {
                item.append(",\"userId\":\"").append(name.value()).append('"');
                named = true;
                continue;
            }
            if (name.type().equals("anonymous_id")) {
                item.append(",\"anonymousId\":\"").append(name.value()).append('"');
                named = true;
                continue;
            }
            external.append(external.isEmpty() ? "" : ",")
                    .append("{\"type\":\"")
                    .append(name.type())
                    .append("\",\"id\":\"")
                    .append(name.value())
                    .append("\"}");
        }
        if (!named) {
            // The tracking API wants one of the two; this one stands for nobody.
            item.append(",\"anonymousId\":\"anonymous\"");
        }
        return item.append(",\"context\":{\"externalIds\":[")
                .append(external)
                .append("]}}")
                .toString();
    }

    /** Over all pairs of names that were sent. */
    private void judge(PlantedPeople people) throws Exception {
        Map<Name, String> streams = new HashMap<>();
        Map<String, String> roots = new HashMap<>();
        read(people, streams, roots);
        Map<Integer, Integer> trueSizes = new HashMap<>();
        Map<String, Integer> foundSizes = new HashMap<>();
        Map<String, Integer> bothSizes = new HashMap<>();
        people.owners().forEach((name, customer) -> {
            trueSizes.merge(customer, 1, Integer::sum);
            String stream = streams.get(name);
            if (stream != null) {
                String root = rootOf(stream, roots);
                foundSizes.merge(root, 1, Integer::sum);
                bothSizes.merge(customer + " " + root, 1, Integer::sum);
            }
        });
        double right = pairs(bothSizes);
        System.out.printf(
                "%,d people found; pairwise precision %.4f, recall %.4f%n",
                foundSizes.size(), right / pairs(foundSizes), right / pairs(trueSizes));
    }

    private void read(PlantedPeople people, Map<Name, String> streams, Map<String, String> roots) throws Exception {
        try (ConfigurableApplicationContext store = new SpringApplicationBuilder(EventStoreConfiguration.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "spring.main.banner-mode", "off",
                        "logging.level.root", "warn",
                        "annals.postgres.url",
                                Files.readString(home.resolve("postgres-url")).strip(),
                        "annals.postgres.connections", "2",
                        "annals.master-key-file",
                                home.resolve("master-key.json").toString()))
                .run()) {
            EventLog log = store.getBean(EventLog.class);
            long position = 0;
            for (List<LoggedEvent> page = log.read(0, PAGE); !page.isEmpty(); page = log.read(position, PAGE)) {
                for (LoggedEvent event : page) {
                    position = event.position();
                    if (event.payload() instanceof IdentifierAttached attached) {
                        Identifier identifier = attached.identifier();
                        Name name = new Name(identifier.type(), identifier.value());
                        if (people.owners().containsKey(name)) {
                            streams.put(name, attached.customerId());
                        }
                    }
                    if (event.payload() instanceof CustomersMerged merged) {
                        roots.put(merged.absorbed(), merged.root());
                    }
                }
            }
        }
    }

    private static String rootOf(String stream, Map<String, String> roots) {
        String root = stream;
        while (roots.containsKey(root)) {
            root = roots.get(root);
        }
        return root;
    }

    private static double pairs(Map<?, Integer> sizes) {
        return sizes.values().stream()
                .mapToDouble(size -> size * (size - 1.0) / 2)
                .sum();
    }
}
