package io.annals.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.annals.app.Plain;
import io.annals.app.client.ApiClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A process for each role over one set of engines, and a second one that stands by to write the views. */
class SplitRolesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String VIEW = "customer-view";
    private static final int CUSTOMERS = 2_000;
    private static final int EVENTS_EACH = 20;

    @TempDir
    Path folder;

    private ServerProcess command;
    private ServerProcess holder;
    private ServerProcess standby;
    private ServerProcess query;

    @BeforeEach
    void start() throws IOException {
        Map<String, String> shared = new HashMap<>(ServerProcess.freshEngines());
        shared.put("ANNALS_MASTER_KEY_FILE", folder.resolve("master-key.json").toString());
        command = ServerProcess.start(folder.resolve("command"), "command", shared);
        holder = ServerProcess.start(home("holder"), "projections", shared);
        await().until(() -> views(holder).stream().allMatch(view -> view.get("generation") != null));
        standby = ServerProcess.start(home("standby"), "projections", shared);
        query = ServerProcess.start(home("query"), "query", shared);
    }

    @AfterEach
    void stop() {
        for (ServerProcess one : List.of(command, holder, standby, query)) {
            one.close();
        }
    }

    /** A home to which somebody has brought the administrator's token. */
    private Path home(String name) throws IOException {
        Path home = Files.createDirectory(folder.resolve(name));
        Files.copy(folder.resolve("command/admin-token"), home.resolve("admin-token"));
        return home;
    }

    @Test
    void findsThroughOneProcessWhatAnotherWasSentAndSurvivesTheOneThatWrites() throws Exception {
        for (ServerProcess one : List.of(command, holder, standby, query)) {
            assertThat(one.api().get("/actuator/health").get("status").asString())
                    .isEqualTo("UP");
        }
        for (int customer = 0; customer < CUSTOMERS; customer += 50) {
            send(IntStream.range(customer, customer + 50));
        }
        assertThat(send(IntStream.of(CUSTOMERS)).at("/results/0/status").asString())
                .isEqualTo("stored");
        await().atMost(PATIENCE).until(() -> views(query).stream()
                .allMatch(view -> view.get("lag").asLong() == 0));
        awaitSeen("u" + CUSTOMERS);
        assertThat(replay(standby)).isEqualTo("view-written-elsewhere");
        assertThat(replay(query)).isEqualTo("replays-elsewhere");

        assertThat(replay(holder)).isEqualTo("building");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> position(holder) > 0);
        holder.kill();

        assertThat(generation(query)).as("the replay was not finished").isEqualTo("1");
        await().atMost(PATIENCE).until(() -> replay(standby).equals("building"));
        send(IntStream.range(0, 50));
        send(IntStream.of(CUSTOMERS + 1));
        String state = await().atMost(PATIENCE)
                .until(() -> current(standby).get("state").asString(), seen -> !Set.of("building", "comparing")
                        .contains(seen));
        assertThat(state).as(current(standby).toString()).isEqualTo("switched");
        await().atMost(PATIENCE).until(() -> views(query).stream()
                .allMatch(view -> view.get("lag").asLong() == 0));
        awaitSeen("u7");
        awaitSeen("u" + (CUSTOMERS + 1));
    }

    /** Each customer's things; a second time they are repetitions. */
    private JsonNode send(IntStream customers) throws IOException {
        String calls = customers
                .boxed()
                .flatMap(customer -> IntStream.range(0, EVENTS_EACH)
                        .mapToObj(i ->
                                "{\"type\":\"track\",\"event\":\"Page\",\"userId\":\"u%d\",\"messageId\":\"%d-%d\"}"
                                        .formatted(customer, customer, i)))
                .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
        return ApiClient.withoutToken(command.settings())
                .track("/v1/batch?verbose=1", command.writeKey(), calls.getBytes(StandardCharsets.UTF_8));
    }

    /** A process learns of another's latest events, and the search of its latest documents, a moment later. */
    private void awaitSeen(String user) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen(user)).isEqualTo(EVENTS_EACH));
    }

    private long seen(String user) {
        JsonNode found = query.api().get("/api/customers?identifier=user_id:" + user);
        if (found.get("customers").isEmpty()) {
            return 0;
        }
        String id = found.at("/customers/0/customerId").asString();
        return query.api().get("/api/customers/" + id).at("/totals/events").asLong();
    }

    /** The state of the replay that begins, or the code of the problem. */
    private static String replay(ServerProcess server) {
        try {
            return server.api()
                    .post("/api/views/" + VIEW + "/replays", Map.of())
                    .get("state")
                    .asString();
        } catch (Plain refused) {
            String message = refused.getMessage();
            return message.replaceAll("(?s).*\"code\":\"([a-z-]+)\".*", "$1");
        }
    }

    private static JsonNode current(ServerProcess server) {
        return server.api().get("/api/views/" + VIEW + "/replays/current");
    }

    private static long position(ServerProcess server) {
        return current(server).get("position").asLong();
    }

    private static String generation(ServerProcess server) {
        return views(server).stream()
                .filter(view -> view.get("view").asString().equals(VIEW))
                .findFirst()
                .orElseThrow()
                .get("generation")
                .asString();
    }

    private static List<JsonNode> views(ServerProcess server) {
        return server.api().get("/api/views").get("views").valueStream().toList();
    }
}
