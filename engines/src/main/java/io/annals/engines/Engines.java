package io.annals.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The engines of one server, started together and ended together. */
public final class Engines implements AutoCloseable {
    public enum Kind {
        POSTGRES("PostgreSQL", "POSTGRES_URL"),
        ELASTICSEARCH("Elasticsearch", "ELASTICSEARCH_URL"),
        MONGODB("MongoDB", "MONGODB_URI");

        private final String title;
        private final String variable;

        Kind(String title, String variable) {
            this.title = title;
            this.variable = variable;
        }

        /** The environment variable that names a server of one's own. */
        public String variable() {
            return variable;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /**
     * Which engines a server needs and where they are.
     *
     * @param home below it everything that embedded engines keep; made when missing
     * @param wanted the engines this server needs
     * @param elsewhere the addresses of those that run elsewhere and are not started here
     * @param elasticsearchArchive the zip of Elasticsearch; null: the system property {@code annals.elasticsearch.dist},
     *     else beside this module's build
     * @param elasticsearchHeapMegabytes the heap of the embedded Elasticsearch
     */
    public record Plan(
            Path home,
            Set<Kind> wanted,
            Map<Kind, String> elsewhere,
            @Nullable Path elasticsearchArchive,
            int elasticsearchHeapMegabytes) {
        public static final int DEFAULT_HEAP_MEGABYTES = 512;

        public Plan {
            wanted = Set.copyOf(wanted);
            elsewhere = Map.copyOf(elsewhere);
        }

        /** All engines embedded below the home. */
        public static Plan below(Path home) {
            return new Plan(home, EnumSet.allOf(Kind.class), Map.of(), null, DEFAULT_HEAP_MEGABYTES);
        }

        public Plan only(Kind... kinds) {
            return new Plan(home, Set.of(kinds), elsewhere, elasticsearchArchive, elasticsearchHeapMegabytes);
        }

        /** The engine runs at this address; null and blank leave it embedded, as a variable that is not set does. */
        public Plan elsewhere(Kind kind, @Nullable String address) {
            if (address == null || address.isBlank()) {
                return this;
            }
            Map<Kind, String> addresses = new EnumMap<>(Kind.class);
            addresses.putAll(elsewhere);
            addresses.put(kind, address.strip());
            return new Plan(home, wanted, addresses, elasticsearchArchive, elasticsearchHeapMegabytes);
        }

        /** Takes {@code POSTGRES_URL}, {@code ELASTICSEARCH_URL} and {@code MONGODB_URI} where they are set. */
        public Plan elsewhere(Map<String, String> environment) {
            Plan plan = this;
            for (Kind kind : Kind.values()) {
                plan = plan.elsewhere(kind, environment.get(kind.variable()));
            }
            return plan;
        }

        public Plan elasticsearch(@Nullable Path archive, int heapMegabytes) {
            return new Plan(home, wanted, elsewhere, archive, heapMegabytes);
        }

        Set<Kind> embedded() {
            Set<Kind> kinds = EnumSet.noneOf(Kind.class);
            kinds.addAll(wanted);
            kinds.removeAll(elsewhere.keySet());
            return kinds;
        }
    }

    private final Plan plan;
    private final @Nullable HomeLock lock;
    private final Map<Kind, Engine> running;

    private Engines(Plan plan, @Nullable HomeLock lock, Map<Kind, Engine> running) {
        this.plan = plan;
        this.lock = lock;
        this.running = running;
    }

    /**
     * Starts the embedded engines side by side and returns when all serve; if one does not, ends the others.
     *
     * @param progress is told, on several threads, what takes time
     */
    public static Engines start(Plan plan, Consumer<String> progress) {
        return start(plan, progress, List.of());
    }

    static Engines start(Plan plan, Consumer<String> progress, List<String> postgresSettings) {
        if (plan.embedded().isEmpty()) {
            return new Engines(plan, null, Map.of());
        }
        Path home;
        HomeLock lock;
        try {
            home = Folders.passage(plan.home().toAbsolutePath().normalize()).toRealPath();
            lock = HomeLock.of(home);
        } catch (IOException e) {
            throw new EngineException(
                    "The home " + plan.home() + " cannot be used (" + EngineException.why(e)
                            + "): make it writable or choose another (ANNALS_HOME).",
                    e);
        }
        Map<Kind, Engine> running = Collections.synchronizedMap(new EnumMap<>(Kind.class));
        Engines engines = new Engines(plan, lock, running);
        var threads = Executors.newCachedThreadPool();
        try {
            CompletableFuture.allOf(plan.embedded().stream()
                            .map(kind -> CompletableFuture.runAsync(
                                    () -> running.put(kind, start(kind, plan, home, progress, postgresSettings)),
                                    threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
            return engines;
        } catch (CompletionException failed) {
            engines.close();
            throw failed.getCause() instanceof EngineException told
                    ? told
                    : new EngineException("The engines did not start: " + failed.getCause() + ".", failed);
        } finally {
            threads.shutdown();
        }
    }

    private static Engine start(
            Kind kind, Plan plan, Path home, Consumer<String> progress, List<String> postgresSettings) {
        long began = System.nanoTime();
        progress.accept("Starting " + kind);
        Engine engine =
                switch (kind) {
                    case POSTGRES -> EmbeddedPostgres.start(home, progress, postgresSettings);
                    case ELASTICSEARCH ->
                        EmbeddedElasticsearch.start(
                                home, plan.elasticsearchArchive(), plan.elasticsearchHeapMegabytes(), progress);
                    case MONGODB -> EmbeddedMongo.start(home);
                };
        progress.accept(kind + " is ready after " + (System.nanoTime() - began) / 1_000_000 + " ms");
        return engine;
    }

    /** Those the server asked for, embedded or not. */
    public Set<Kind> wanted() {
        return plan.wanted();
    }

    /** Where a wanted engine is, embedded or not. */
    public String address(Kind kind) {
        return Optional.ofNullable(plan.elsewhere().get(kind))
                .or(() -> Optional.ofNullable(running.get(kind)).map(Engine::address))
                .orElseThrow(() -> new IllegalArgumentException(kind + " was not asked for in the plan"));
    }

    /** A JDBC URL; that of the embedded server carries user and password and is not for logs. */
    public String postgresUrl() {
        return address(Kind.POSTGRES);
    }

    public String elasticsearchUrl() {
        return address(Kind.ELASTICSEARCH);
    }

    public String mongoUri() {
        return address(Kind.MONGODB);
    }

    /** Those that run here, to ask whether they live and to hear when they do not. */
    public List<Engine> embedded() {
        return List.copyOf(running.values());
    }

    EmbeddedPostgres postgres() {
        return (EmbeddedPostgres) Objects.requireNonNull(running.get(Kind.POSTGRES));
    }

    /** Ends all, read models before the event store, and frees the home. */
    @Override
    public void close() {
        List<Engine> last = new ArrayList<>(running.values());
        Collections.reverse(last);
        try {
            last.forEach(Engine::close);
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }
}
