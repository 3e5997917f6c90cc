package io.annals.engines;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A real Elasticsearch below {@code <home>/elasticsearch}, with the JDK of this JVM, for 127.0.0.1. It has no security:
 * every user of this machine can read and write it, which is why Annals puts only masks and keyed hashes into it.
 */
public final class EmbeddedElasticsearch implements Engine {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final int REQUEST_TIMED_OUT = 408;

    private final ChildProcess process;
    private final String url;

    private EmbeddedElasticsearch(ChildProcess process, String url) {
        this.process = process;
        this.url = url;
    }

    static EmbeddedElasticsearch start(
            Path home, @Nullable Path archive, int heapMegabytes, Consumer<String> progress) {
        try {
            Path folder = Folders.passage(home.resolve("elasticsearch"));
            Account account = Account.forData(folder.resolve("data"));
            account.mustReach(folder);
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            account.mustReach(java);
            Path distribution =
                    ElasticsearchDistribution.unpacked(folder, ElasticsearchDistribution.archive(archive), progress);
            ElasticsearchCommand command = new ElasticsearchCommand(
                    folder, distribution, heapMegabytes, Runtime.version().feature());
            endLeftBehind(command, progress);
            prepare(command, account);
            return launch(command, account, java, progress);
        } catch (IOException e) {
            throw new EngineException(
                    "Elasticsearch could not be started below " + home + ": " + EngineException.why(e) + ".", e);
        }
    }

    @Override
    public Engines.Kind kind() {
        return Engines.Kind.ELASTICSEARCH;
    }

    public String url() {
        return url;
    }

    @Override
    public String address() {
        return url;
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
        process.stop(this::askToEnd, STOP);
    }

    private void askToEnd() {
        try {
            process.input().write(ElasticsearchCommand.SHUTDOWN);
            process.input().flush();
        } catch (IOException alreadyEnding) {
            // Its end of the pipe is closed.
        }
    }

    private static void prepare(ElasticsearchCommand command, Account account) throws IOException {
        Folders.delete(command.temporary());
        for (Path folder : List.of(command.data(), command.logs(), command.config(), command.temporary())) {
            Folders.privateTo(account, folder);
        }
        Files.deleteIfExists(portsFile(command));
        Logs.turn(log(command));
        try (InputStream logging = EmbeddedElasticsearch.class.getResourceAsStream("log4j2.properties")) {
            Path file = command.config().resolve("log4j2.properties");
            Files.copy(Objects.requireNonNull(logging), file, StandardCopyOption.REPLACE_EXISTING);
            Folders.withMode(file, "rw-r--r--");
        }
    }

    private static EmbeddedElasticsearch launch(
            ElasticsearchCommand command, Account account, Path java, Consumer<String> progress) throws IOException {
        Path console = command.logs().resolve("console.log");
        ChildProcess process = ChildProcess.start(new ChildProcess.Launch(
                Engines.Kind.ELASTICSEARCH,
                account,
                command.line(java),
                Map.of("LIBFFI_TMPDIR", command.temporary().toString()),
                command.logs(),
                "TERM",
                console,
                List.of(log(command), console)));
        try {
            process.input().write(command.arguments());
            process.input().flush();
            return new EmbeddedElasticsearch(process, await(process, command, progress));
        } catch (IOException | RuntimeException e) {
            process.kill();
            throw e instanceof EngineException told ? told : process.ended("did not start");
        }
    }

    private static String await(ChildProcess process, ElasticsearchCommand command, Consumer<String> progress) {
        Poll.until(START, () -> !process.alive() || url(command).isPresent());
        String url = url(command).filter(found -> process.alive()).orElseThrow(() -> process.ended("did not start"));
        Poll.until(START, () -> !process.alive() || health(url, 1).isPresent());
        int status = health(url, 30).orElseThrow(() -> process.ended("did not start"));
        if (status == REQUEST_TIMED_OUT) {
            progress.accept("Elasticsearch is up and still recovers some of its indices");
        }
        return url;
    }

    /** The server writes the ports it found into files; the HTTP one when it accepts connections. */
    private static Optional<String> url(ElasticsearchCommand command) {
        try {
            return Files.readAllLines(portsFile(command)).stream()
                    .filter(line -> line.startsWith("127.0.0.1:"))
                    .findFirst()
                    .map(line -> "http://" + line.strip());
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    /** {@code GET /} answers 405 in this distribution. Empty while the server does not answer, or is not elected yet. */
    private static Optional<Integer> health(String url, int seconds) {
        try {
            HttpURLConnection request = (HttpURLConnection)
                    URI.create(url + "/_cluster/health?wait_for_status=yellow&timeout=" + seconds + "s")
                            .toURL()
                            .openConnection();
            request.setConnectTimeout(5_000);
            request.setReadTimeout((seconds + 10) * 1_000);
            int status = request.getResponseCode();
            request.disconnect();
            return status == HttpURLConnection.HTTP_OK || status == REQUEST_TIMED_OUT
                    ? Optional.of(status)
                    : Optional.empty();
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private static void endLeftBehind(ElasticsearchCommand command, Consumer<String> progress) {
        LeftBehind.by("java", List.of(command.mark())).ifPresent(old -> {
            progress.accept("Ending the Elasticsearch that a killed server left behind");
            old.destroy();
            if (!Poll.until(STOP, () -> !old.isAlive()) && !old.destroyForcibly()) {
                throw new EngineException("An Elasticsearch that a killed server left behind (process " + old.pid()
                        + ") still uses " + command.home() + " and cannot be ended by this user: end it as its owner.");
            }
            Poll.until(Duration.ofSeconds(10), () -> !old.isAlive());
        });
    }

    private static Path log(ElasticsearchCommand command) {
        return command.logs().resolve("elasticsearch.log");
    }

    private static Path portsFile(ElasticsearchCommand command) {
        return command.logs().resolve("http.ports");
    }
}
