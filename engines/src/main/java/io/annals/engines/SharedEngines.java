package io.annals.engines;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The engines for integration tests: each is started when a test of this JVM first asks for it, serves all tests, and is
 * gone with everything it kept when the JVM ends. Where {@code POSTGRES_URL}, {@code ELASTICSEARCH_URL} or
 * {@code MONGODB_URI} is set the tests run against that server instead, whose user must be allowed to create databases.
 */
public final class SharedEngines {
    /** Tests start from nothing and end in nothing: what a crash would lose is nobody's. */
    private static final List<String> FORGETFUL =
            List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off");

    private static final Pattern POSTGRES_URL = Pattern.compile("(jdbc:postgresql://[^/?]+)(?:/[^?]*)?(\\?.*)?");
    private static final Pattern MONGODB_URI =
            Pattern.compile("(mongodb(?:\\+srv)?://[^/?]+)(?:/([^?]*))?(?:\\?(.*))?");

    private static final Map<Engines.Kind, Engines> STARTED = new ConcurrentHashMap<>();
    private static final Map<Engines.Kind, String> ADDRESSES = new ConcurrentHashMap<>();

    private SharedEngines() {}

    /** A JDBC URL of a fresh and empty database. */
    public static String postgresUrl() {
        String address = address(Engines.Kind.POSTGRES);
        Engines embedded = STARTED.get(Engines.Kind.POSTGRES);
        String name = freshName();
        return embedded == null
                ? createDatabase(address, name)
                : embedded.postgres().createDatabase(name);
    }

    /** One server for all tests of this JVM: an index needs a name of its own, see {@link #freshName()}. */
    public static String elasticsearchUrl() {
        return address(Engines.Kind.ELASTICSEARCH);
    }

    /** A MongoDB URI that ends in the name of a fresh database. */
    public static String mongoUri() {
        return withMongoDatabase(address(Engines.Kind.MONGODB), freshName());
    }

    /** A name that no other test has, of lower case letters and digits, for an index, a database or a schema. */
    public static String freshName() {
        return "t" + UUID.randomUUID().toString().replace("-", "");
    }

    private static String address(Engines.Kind kind) {
        return ADDRESSES.computeIfAbsent(kind, SharedEngines::start);
    }

    private static String start(Engines.Kind kind) {
        @Nullable String elsewhere = System.getenv(kind.variable());
        if (elsewhere != null && !elsewhere.isBlank()) {
            return elsewhere.strip();
        }
        if (kind == Engines.Kind.MONGODB) {
            return EmbeddedMongo.inMemory().uri();
        }
        Path home = TestHomes.create();
        try {
            Engines engines = Engines.start(Engines.Plan.below(home).only(kind), ignored -> {}, FORGETFUL);
            STARTED.put(kind, engines);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                engines.close();
                TestHomes.delete(home);
            }));
            return engines.address(kind);
        } catch (EngineException e) {
            TestHomes.delete(home);
            throw e;
        }
    }

    private static String createDatabase(String url, String name) {
        Matcher parts = POSTGRES_URL.matcher(url);
        if (!parts.matches()) {
            throw new EngineException(
                    "POSTGRES_URL is no JDBC URL: write jdbc:postgresql://host:port/database?user=….");
        }
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new EngineException("No database could be created with POSTGRES_URL: " + e.getMessage() + ".", e);
        }
        return parts.group(1) + "/" + name + (parts.group(2) == null ? "" : parts.group(2));
    }

    /** The user of a URI is known to the database named in it, and that stays so when the name changes. */
    static String withMongoDatabase(String uri, String database) {
        Matcher parts = MONGODB_URI.matcher(uri);
        if (!parts.matches()) {
            throw new EngineException("MONGODB_URI is no MongoDB URI: write mongodb://host:port.");
        }
        String former = parts.group(2) == null ? "" : parts.group(2);
        String options = parts.group(3) == null ? "" : parts.group(3);
        if (!former.isEmpty() && parts.group(1).contains("@") && !options.contains("authSource=")) {
            options += (options.isEmpty() ? "" : "&") + "authSource=" + former;
        }
        return parts.group(1) + "/" + database + (options.isEmpty() ? "" : "?" + options);
    }
}
