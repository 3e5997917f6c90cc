package io.annals.command.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.engines.SharedEngines;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send too much at once, or too slowly, or not at all. */
class IntakeLimitsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String postgres = SharedEngines.postgresUrl();
    private CommandServer server;
    private String key;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = CommandServer.start(
                postgres,
                folder.resolve("master-key"),
                Map.of(
                        "annals.intake.patience",
                        PATIENCE.toSeconds() + "s",
                        "server.tomcat.connection-timeout",
                        "1s",
                        "server.tomcat.threads.max",
                        "12"));
        key = server.source(CommandServer.asserted());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answers429WhileItsRoomIsTakenAndTakesMoreAfterwards() throws Exception {
        assertThat(probe().status()).isEqualTo(400);
        List<CompletableFuture<Answer>> admitted = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(postgres);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table event in exclusive mode"); // nothing can be stored, everything can be read
            for (int taken = 0; taken < TrackingServlet.MOST_BYTES_AT_ONCE; taken += Body.MOST_BYTES) {
                String call = "{\"batch\":[{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u" + taken + "\"}]}";
                String body = call + " ".repeat(Body.MOST_BYTES - call.length());
                admitted.add(CompletableFuture.supplyAsync(
                        () -> server.post("/v1/batch", key, body), Executors.newSingleThreadExecutor()));
            }
            await().atMost(Duration.ofSeconds(15)).until(() -> probe().status() == 429);

            Answer refused = probe();
            assertThat(refused.body().get("code").asString()).isEqualTo("intake-full");
            assertThat(refused.response().headers().firstValue("Retry-After")).hasValue("1");
            assertThat(admitted).noneMatch(CompletableFuture::isDone);
            connection.rollback();
        }

        assertThat(admitted).allMatch(answer -> answer.join().status() == 200);
        assertThat(probe().status()).isEqualTo(400);
    }

    @Test
    void letsGoOfClientsThatStopInTheMiddle() throws Exception {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            silent.add(half());
        }

        assertThat(probe().status()).as("asked while they hold every thread").isEqualTo(400);
        for (Socket socket : silent) {
            assertThat(rest(socket)).startsWith("HTTP/1.1 408").contains("body-too-slow");
        }
    }

    @Test
    void letsGoOfClientsThatTrickle() throws Exception {
        assertThat(trickled(half())).startsWith("HTTP/1.1 408").contains("body-too-slow");
    }

    @Test
    void letsGoOfClientsThatTrickleWhatNobodyReads() throws Exception {
        key = "nobody";

        assertThat(trickled(half())).startsWith("HTTP/1.1 401").contains("write-key-unknown");
    }

    /** Returns what came until the server closed the connection; the socket gives up before the dripping does. */
    private static String trickled(Socket socket) throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (socket) {
            OutputStream out = socket.getOutputStream();
            clock.scheduleAtFixedRate(() -> drip(out), 200, 200, TimeUnit.MILLISECONDS);
            return rest(socket);
        } finally {
            clock.shutdownNow();
        }
    }

    /** Is admitted like any other body, and stores nothing. */
    private Answer probe() {
        return server.post("/v1/track", key, "{}");
    }

    private Socket half() throws IOException {
        Socket socket = new Socket("localhost", server.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("POST /v1/track HTTP/1.1\r\nHost: localhost\r\nX-Write-Key: " + key
                                + "\r\nContent-Length: 1000\r\n\r\n{\"event\":")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void drip(OutputStream out) {
        try {
            out.write(' ');
        } catch (IOException closed) {
            throw new IllegalStateException(closed); // ends the dripping
        }
    }

    private static String rest(Socket socket) throws IOException {
        try (socket) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            return "";
        }
    }
}
