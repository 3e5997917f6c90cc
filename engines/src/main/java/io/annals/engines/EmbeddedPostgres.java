package io.annals.engines;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A real PostgreSQL below {@code <home>/postgres}, for 127.0.0.1 and by password only. The application logs in as the
 * owner of its database, not as superuser, so that an injected statement cannot run programs or read files.
 */
public final class EmbeddedPostgres implements Engine {
    private static final String SUPERUSER = "postgres";
    private static final String OWNER = "annals";
    private static final int ATTEMPTS = 3;
    private static final Duration RECOVERY = Duration.ofMinutes(10);
    private static final Duration FAST_SHUTDOWN = Duration.ofSeconds(60);

    /**
     * Durable, and modest for a machine that also runs Elasticsearch and Annals. Statements and their values never reach
     * the log: an error is the client's to tell, and {@code log_min_messages=log} leaves it out here.
     */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "shared_buffers=192MB",
            "max_wal_size=1GB",
            // A segment that is used again keeps its old content until it is overwritten: see compaction.
            "wal_recycle=off",
            "max_connections=60",
            "timezone=UTC",
            "log_timezone=UTC",
            "logging_collector=off",
            "log_min_messages=log",
            "log_error_verbosity=terse",
            "log_checkpoints=off");

    private final ChildProcess process;
    private final Account account;
    private final Path programs;
    private final Path data;
    private final int port;
    private final String password;

    private EmbeddedPostgres(
            ChildProcess process, Account account, Path programs, Path data, int port, String password) {
        this.process = process;
        this.account = account;
        this.programs = programs;
        this.data = data;
        this.port = port;
        this.password = password;
    }

    static EmbeddedPostgres start(Path home, Consumer<String> progress, List<String> moreSettings) {
        try {
            Path folder = Folders.passage(home.resolve("postgres"));
            Path data = folder.resolve("data");
            Account account = Account.forData(data);
            account.mustReach(folder);
            Path programs = PostgresDistribution.unpacked(folder, progress).resolve("bin");
            String password = password(data);
            endLeftBehind(account, programs, data, progress);
            if (!Files.exists(data)) {
                progress.accept("Creating the PostgreSQL data folder");
                create(account, programs, data, password);
            }
            account.give(data);
            Files.deleteIfExists(data.resolve("postmaster.pid"));
            EmbeddedPostgres server = launch(account, programs, data, password, progress, moreSettings);
            server.prepare();
            return server;
        } catch (IOException e) {
            throw new EngineException(
                    "PostgreSQL could not be started below " + home + ": " + EngineException.why(e) + ".", e);
        }
    }

    @Override
    public Engines.Kind kind() {
        return Engines.Kind.POSTGRES;
    }

    /** A JDBC URL with user and password: not for logs. */
    public String jdbcUrl() {
        return url(OWNER, OWNER);
    }

    @Override
    public String address() {
        return jdbcUrl();
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public boolean alive() {
        return process.alive();
    }

    @Override
    public void onExit(Consumer<EngineException> listener) {
        process.onExit(listener);
    }

    @Override
    public void close() {
        process.stop(() -> fastShutdown(account, programs, data), FAST_SHUTDOWN);
    }

    /** A database of its own beside the one of the application, for a test. */
    String createDatabase(String name) {
        try (Connection superuser = DriverManager.getConnection(url(SUPERUSER, "postgres"))) {
            execute(superuser, "create database " + name + " owner " + OWNER);
            allowCompaction(name);
        } catch (SQLException e) {
            throw new EngineException("The database " + name + " could not be created: " + e.getMessage() + ".", e);
        }
        return url(OWNER, name);
    }

    private static EmbeddedPostgres launch(
            Account account,
            Path programs,
            Path data,
            String password,
            Consumer<String> progress,
            List<String> moreSettings)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            ChildProcess process = ChildProcess.start(launch(account, programs, data, port, moreSettings));
            EmbeddedPostgres server = new EmbeddedPostgres(process, account, programs, data, port, password);
            try {
                server.await(progress);
                return server;
            } catch (EngineException failed) {
                process.kill();
                String reason = String.valueOf(failed.getMessage());
                boolean passing = reason.contains("Address already in use") || reason.contains("shared memory block");
                if (attempt == ATTEMPTS || !passing) {
                    throw failed;
                }
            }
        }
    }

    private static ChildProcess.Launch launch(
            Account account, Path programs, Path data, int port, List<String> moreSettings) {
        List<String> command =
                new ArrayList<>(List.of(programs.resolve("postgres").toString(), "-D", data.toString()));
        command.addAll(List.of("-p", String.valueOf(port)));
        for (String setting : SETTINGS) {
            command.addAll(List.of("-c", setting));
        }
        for (String setting : moreSettings) {
            command.addAll(List.of("-c", setting));
        }
        Path log = data.resolveSibling("postgres.log");
        return new ChildProcess.Launch(
                Engines.Kind.POSTGRES, account, command, Map.of(), data, "INT", log, List.of(log));
    }

    /** Recovery after a crash may take minutes, so a server that lives and says that it starts gets its time. */
    private void await(Consumer<String> progress) {
        if (!Poll.until(Duration.ofSeconds(15), () -> !process.alive() || ready())) {
            progress.accept("PostgreSQL is still starting, it may be recovering from a crash");
            Poll.until(RECOVERY, () -> !process.alive() || ready());
        }
        if (!process.alive() || !ready()) {
            throw process.ended("did not start");
        }
    }

    /** The server itself writes its state into the eighth line of its lock file; pg_ctl reads it there too. */
    private boolean ready() {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() > 7
                    && lines.get(0).equals(String.valueOf(process.pid()))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException notYet) {
            return false;
        }
    }

    private void prepare() {
        try (Connection superuser = DriverManager.getConnection(url(SUPERUSER, "postgres"))) {
            if (!exists(superuser, "select from pg_roles where rolname = '" + OWNER + "'")) {
                execute(superuser, "create role " + OWNER + " login password '" + password + "'");
            }
            if (!exists(superuser, "select from pg_database where datname = '" + OWNER + "'")) {
                execute(superuser, "create database " + OWNER + " owner " + OWNER);
            }
            execute(superuser, "grant pg_checkpoint to " + OWNER);
            allowCompaction(OWNER);
        } catch (SQLException e) {
            close();
            throw new EngineException(
                    "PostgreSQL started but does not let Annals in: " + e.getMessage() + " (its password is in "
                            + passwordFile(data) + ").",
                    e);
        }
    }

    /** Functions are granted database by database. */
    private void allowCompaction(String database) throws SQLException {
        try (Connection superuser = DriverManager.getConnection(url(SUPERUSER, database))) {
            execute(superuser, "grant execute on function pg_switch_wal() to " + OWNER);
        }
    }

    private String url(String user, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + user + "&password=" + password
                + "&sslmode=disable";
    }

    /** Built aside and renamed, so that a folder half made is never taken for a database. */
    private static void create(Account account, Path programs, Path data, String password) throws IOException {
        Path partial = data.resolveSibling("data-partial");
        Folders.delete(partial);
        Folders.privateTo(account, partial);
        Path passwordFile = data.resolveSibling("initial.password");
        Files.deleteIfExists(passwordFile);
        Files.createFile(passwordFile);
        try {
            Folders.withMode(passwordFile, "rw-------");
            Files.writeString(passwordFile, password);
            account.give(passwordFile);
            Command.Outcome outcome = Command.run(account.as(List.of(
                    programs.resolve("initdb").toString(),
                    "--pgdata=" + partial,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    // Sorting that no update of the operating system can change under an index.
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--no-instructions")));
            if (!outcome.succeeded()) {
                throw new EngineException("PostgreSQL could not create its data folder " + data + ": "
                        + Logs.reason(outcome.output()).orElse("initdb gave no reason")
                        + "; mend that or choose a home elsewhere (ANNALS_HOME).");
            }
            Files.move(partial, data);
        } finally {
            Files.delete(passwordFile);
        }
    }

    private static String password(Path data) throws IOException {
        Path file = passwordFile(data);
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        if (Files.exists(data)) {
            throw new EngineException(
                    "The password of the database in " + data + " is missing: bring " + file + " back from a backup.");
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.createFile(file);
        Folders.withMode(file, "rw-------");
        Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
        return Files.readString(file).strip();
    }

    private static Path passwordFile(Path data) {
        return data.resolveSibling("password");
    }

    private static void endLeftBehind(Account account, Path programs, Path data, Consumer<String> progress) {
        LeftBehind.by("postgres", List.of("-D", data.toString())).ifPresent(old -> {
            progress.accept("Ending the PostgreSQL that a killed server left behind");
            fastShutdown(account, programs, data);
            if (!Poll.until(FAST_SHUTDOWN, () -> !old.isAlive()) && !old.destroyForcibly()) {
                throw new EngineException("A PostgreSQL that a killed server left behind (process " + old.pid()
                        + ") still uses " + data + " and cannot be ended by this user: end it as its owner.");
            }
            Poll.until(Duration.ofSeconds(10), () -> !old.isAlive());
        });
    }

    /** A plain SIGTERM would wait for every client to leave. */
    private static void fastShutdown(Account account, Path programs, Path data) {
        try {
            Command.run(account.as(List.of(
                    programs.resolve("pg_ctl").toString(),
                    "stop",
                    "--pgdata=" + data,
                    "--mode=fast",
                    "--wait",
                    "--timeout=" + FAST_SHUTDOWN.toSeconds())));
        } catch (IOException unheard) {
            // Whoever asked waits for the end of the server and uses force when it does not come.
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
