package io.annals.command.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.annals.command.CommandServer;
import io.annals.command.tracking.HostileRequests.Ending;
import io.annals.command.tracking.HostileRequests.Hostile;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.engines.SharedEngines;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Another seed: {@code -Dannals.seed=7}. A failure names the attack and its number. */
class HostileRequestsIT {

    private static final int REQUESTS = 10_000;
    private static final int CLIENTS = 8;

    /** What HTTP itself asks for, before anything of ours sees the request: RFC 9110, 15.6.2 and 15.6.6. */
    private static final Set<Integer> OF_THE_PROTOCOL = Set.of(501, 505);

    private static final Pattern BEHAVIOR = Pattern.compile("(track|page|group)-\\d+|good-\\d+-\\d+");

    private final long seed = Long.getLong("annals.seed", 20_261);
    private CommandServer server;
    private HostileRequests requests;

    private record Answered(Hostile request, int number, String answer) {

        int status() {
            int start = answer.startsWith("HTTP/1.1 100") ? answer.indexOf("\r\n\r\n") + 4 : 0;
            return answer.startsWith("HTTP/1.1 ", start)
                    ? Integer.parseInt(answer.substring(start + 9, start + 12))
                    : 0;
        }

        String told() {
            int body = answer.indexOf("\r\n\r\n");
            String start = answer.substring(0, Math.min(answer.length(), body + 300));
            return "number %d, %s: %s".formatted(number, request.attack(), start);
        }
    }

    @Test
    void neverAFaultNeverAStuckThreadAndNothingAcknowledgedIsLost(@TempDir Path folder) throws Exception {
        System.out.println("hostile requests from seed " + seed);
        try (CommandServer started = CommandServer.start(
                SharedEngines.postgresUrl(),
                folder.resolve("master-key"),
                Map.of(
                        "annals.intake.patience", "2s",
                        "server.tomcat.connection-timeout", "1s",
                        "server.tomcat.threads.max", "16",
                        "server.max-http-request-header-size", "48KB",
                        "logging.level.root", "error"))) {
            server = started;
            requests = new HostileRequests(seed, server.source(CommandServer.asserted()));

            List<Answered> answers = sendAll();

            Map<String, Map<Integer, Integer>> statuses = new TreeMap<>();
            answers.forEach(answer -> statuses.computeIfAbsent(answer.request().attack(), one -> new TreeMap<>())
                    .merge(answer.status(), 1, Integer::sum));
            statuses.forEach((attack, counts) -> System.out.println("  " + attack + " " + counts));

            assertThat(answers)
                    .filteredOn(answer -> answer.status() >= 500 && !OF_THE_PROTOCOL.contains(answer.status()))
                    .extracting(Answered::told)
                    .as("faults, seed %d", seed)
                    .isEmpty();
            assertThat(answers)
                    .filteredOn(
                            answer -> answer.status() == 0 && answer.request().ending() == Ending.WAITS)
                    .extracting(Answered::told)
                    .as("no answer, seed %d", seed)
                    .isEmpty();
            assertThat(answers)
                    .filteredOn(answer ->
                            answer.answer().contains("\tat ") || answer.answer().contains("Exception"))
                    .extracting(Answered::told)
                    .as("insides told, seed %d", seed)
                    .isEmpty();
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 408)
                    .isNotEmpty()
                    .allSatisfy(answer -> assertThat(answer.answer()).contains("\"code\":\"body-too-slow\""));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(busyThreads()).isEmpty());
            expectKept(answers);
        }
    }

    private List<Answered> sendAll() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<List<Answered>>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int first = client;
                running.add(clients.submit(() -> {
                    List<Answered> answers = new ArrayList<>();
                    for (int number = first; number < REQUESTS; number += CLIENTS) {
                        Hostile request = requests.make(number);
                        answers.add(new Answered(request, number, send(request)));
                    }
                    return answers;
                }));
            }
            List<Answered> answers = new ArrayList<>();
            for (Future<List<Answered>> one : running) {
                answers.addAll(one.get());
            }
            return answers;
        } finally {
            clients.shutdownNow();
        }
    }

    /** Returns what came back until the server closed the connection, which it must. */
    private String send(Hostile request) throws IOException {
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout(30_000);
            StringBuilder answer = new StringBuilder();
            try {
                OutputStream out = socket.getOutputStream();
                out.write(request.bytes());
                if (request.ending() == Ending.LEAVES) {
                    socket.shutdownOutput();
                }
                while (request.ending() == Ending.TRICKLES
                        && socket.getInputStream().available() == 0) {
                    out.write(' ');
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
            } catch (SocketException closed) {
                // What it said before it closed is still to be read.
            }
            byte[] buffer = new byte[8_192];
            try {
                for (int read = socket.getInputStream().read(buffer);
                        read >= 0;
                        read = socket.getInputStream().read(buffer)) {
                    answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                }
            } catch (SocketException reset) {
                return answer.toString();
            }
            return answer.toString();
        }
    }

    private void expectKept(List<Answered> answers) {
        Map<String, Integer> inTheLog = new HashMap<>();
        server.events(BehaviorRecorded.class)
                .forEach(event -> inTheLog.merge(event.behavior().messageId(), 1, Integer::sum));
        assertThat(inTheLog.values()).as("times each message is kept").containsOnly(1);
        Set<String> acknowledged = new HashSet<>();
        Set<String> good = new HashSet<>();
        for (Answered answer : answers) {
            good.addAll(answer.request().good());
            if (answer.status() == 200) {
                stored(answer.answer()).forEach(acknowledged::add);
            }
        }
        // Others may have changed traits or names, or nothing at all.
        acknowledged.removeIf(id -> !BEHAVIOR.matcher(id).matches());
        assertThat(acknowledged).as("acknowledged").hasSizeGreaterThan(REQUESTS / 10);
        assertThat(inTheLog.keySet()).as("what was acknowledged").containsAll(acknowledged);
        assertThat(inTheLog.keySet()).as("good items of bad batches").containsAll(good);
    }

    private static List<String> stored(String answer) {
        try {
            JsonNode body = JsonMapper.shared().readTree(answer.substring(answer.lastIndexOf("\r\n\r\n") + 4));
            return body.path("results")
                    .valueStream()
                    .filter(result -> result.path("status").asString("").equals("stored"))
                    .map(result -> result.get("messageId").asString())
                    .toList();
        } catch (JacksonException image) {
            return List.of();
        }
    }

    /** Those of the web server and of the command bus that do anything but wait for work. */
    private static List<String> busyThreads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().matches("http-nio-.*-exec-\\d+|command-\\d+"))
                .filter(thread -> Arrays.stream(thread.getValue())
                        .noneMatch(frame -> frame.getMethodName().equals("getTask")))
                .map(thread -> thread.getKey().getName() + " " + Arrays.toString(thread.getValue()))
                .toList();
    }
}
