package io.annals.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.app.Settings;
import io.annals.engines.SharedEngines;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies outside of the tracking API that come a byte at a time, whoever sends them. */
class SlowBodiesIT {

    private static Settings settings;
    private static Server server;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            settings = Settings.load(Map.of(
                    "annals.home", folder.resolve("home").toString(),
                    "annals.roles", "command",
                    "annals.port", String.valueOf(free.getLocalPort()),
                    "annals.intake.patience", "2s",
                    "annals.postgres.url", SharedEngines.postgresUrl()));
        }
        server = Server.start(settings, line -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void endForWhoeverIsSignedIn() throws Exception {
        String token = Files.readString(settings.adminToken()).strip();

        assertThat(trickled("POST", "/api/sources", "Authorization: Bearer " + token))
                .startsWith("HTTP/1.1 408")
                .contains("application/problem+json", "\"code\":\"body-too-slow\"");
    }

    @Test
    void endForStrangers() throws Exception {
        assertThat(trickled("POST", "/api/sources", "X-Nothing: x")).startsWith("HTTP/1.1 401");
        assertThat(trickled("POST", "/nothing/here", "X-Nothing: x")).startsWith("HTTP/1.1 40");
    }

    /** Returns what came until the server closed the connection; the socket gives up long before the body is whole. */
    private static String trickled(String method, String path, String header) throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (Socket socket = new Socket("127.0.0.1", settings.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + header + "\r\nContent-Length: 1000\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII));
            clock.scheduleAtFixedRate(() -> drip(out), 200, 200, TimeUnit.MILLISECONDS);
            StringBuilder answer = new StringBuilder();
            byte[] some = new byte[1_024];
            for (int read = socket.getInputStream().read(some); read >= 0; read = read(socket, some)) {
                answer.append(new String(some, 0, read, StandardCharsets.UTF_8));
            }
            return answer.toString();
        } finally {
            clock.shutdownNow();
        }
    }

    /** A connection that is closed while something comes is reset; what was said is read by then. */
    private static int read(Socket socket, byte[] into) throws IOException {
        try {
            return socket.getInputStream().read(into);
        } catch (SocketException reset) {
            return -1;
        }
    }

    private static void drip(OutputStream out) {
        try {
            out.write(' ');
        } catch (IOException closed) {
            throw new IllegalStateException(closed); // ends the dripping
        }
    }
}
