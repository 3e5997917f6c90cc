package io.annals.app.server;

import io.annals.app.Plain;
import io.annals.app.Settings;
import io.annals.engines.EngineException;
import io.annals.engines.Engines;
import io.annals.engines.Engines.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A running server: the engines that are not elsewhere, and the roles this process takes. */
public final class Server implements AutoCloseable {

    /** Less than this and an engine would soon stop in the middle of something. */
    private static final long FREE_BYTES = 1L << 30;

    private static final Map<Kind, String> ADDRESSES = Map.of(
            Kind.POSTGRES, "annals.postgres.url",
            Kind.MONGODB, "annals.mongodb.uri",
            Kind.ELASTICSEARCH, "annals.elasticsearch.url");

    private final Engines engines;
    private final ConfigurableApplicationContext context;

    private Server(Engines engines, ConfigurableApplicationContext context) {
        this.engines = engines;
        this.context = context;
    }

    /** Returns when every role serves. */
    public static Server start(Settings settings, Consumer<String> progress) {
        refuseTakenPort(settings);
        refuseFullDisk(settings.home());
        Engines engines = Engines.start(plan(settings), progress);
        try {
            progress.accept("Starting the roles " + settings.get("annals.roles"));
            leaveForOperators(settings.home(), engines);
            return new Server(engines, run(settings, engines));
        } catch (RuntimeException e) {
            engines.close();
            throw e;
        }
    }

    /** Told once, with one sentence, when an embedded engine ends by itself: what it kept must be looked at before it serves again. */
    public void onDeadEngine(Consumer<EngineException> listener) {
        engines.embedded().forEach(engine -> engine.onExit(listener));
    }

    /** Roles first, so that nothing is asked of an engine that has gone. */
    @Override
    public void close() {
        context.close();
        engines.close();
    }

    private static Engines.Plan plan(Settings settings) {
        String archive = settings.get("annals.elasticsearch.archive");
        Engines.Plan plan = Engines.Plan.below(settings.home())
                .elasticsearch(
                        archive.isBlank() ? null : Path.of(archive),
                        Integer.parseInt(settings.get("annals.elasticsearch.heap-megabytes")));
        for (Map.Entry<Kind, String> address : ADDRESSES.entrySet()) {
            plan = plan.elsewhere(address.getKey(), settings.get(address.getValue()));
        }
        // Who only decides needs the event store and nothing else.
        Set<Role> roles = Role.in(settings.get("annals.roles"));
        return Collections.disjoint(roles, Set.of(Role.PROJECTIONS, Role.QUERY)) ? plan.only(Kind.POSTGRES) : plan;
    }

    private static ConfigurableApplicationContext run(Settings settings, Engines engines) {
        Map<String, Object> found = new TreeMap<>(settings.overrides());
        found.put("annals.home", settings.home().toString());
        engines.wanted().forEach(kind -> found.put(ADDRESSES.get(kind), engines.address(kind)));
        if (settings.tls()) {
            found.put("server.ssl.certificate", settings.get("annals.tls.certificate"));
            found.put("server.ssl.certificate-private-key", settings.get("annals.tls.key"));
        }
        SpringApplication application = new SpringApplication(ServerConfiguration.class);
        application.setRegisterShutdownHook(false);
        application.addInitializers(context -> {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("engines", found));
            context.getBeanFactory().registerSingleton("engines", engines);
        });
        return application.run();
    }

    /** What an operator's own tools (psql, a profiler, a benchmark) need to find this server. */
    private static void leaveForOperators(Path home, Engines engines) {
        OwnersFile.write(home.resolve("postgres-url"), engines.postgresUrl());
        OwnersFile.write(
                home.resolve("pid"), Long.toString(ProcessHandle.current().pid()));
    }

    private static void refuseTakenPort(Settings settings) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(settings.get("annals.bind")), settings.port()));
        } catch (IOException e) {
            throw new Plain(
                    "Port " + settings.port() + " on " + settings.get("annals.bind") + " cannot be used ("
                            + e.getMessage() + "): end the program that holds it or choose another (ANNALS_PORT).",
                    e);
        }
    }

    private static void refuseFullDisk(Path home) {
        try {
            long free = Files.getFileStore(Files.createDirectories(home)).getUsableSpace();
            if (free < FREE_BYTES) {
                throw new Plain("The disk of " + home + " has only " + (free >> 20)
                        + " MB left and 1 GB is needed: make room or choose another home (ANNALS_HOME).");
            }
        } catch (IOException e) {
            throw new Plain(
                    "The home " + home + " cannot be used (" + e.getMessage()
                            + "): make it writable or choose another (ANNALS_HOME).",
                    e);
        }
    }
}
