package io.annals.command.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.command.source.Sources;
import io.annals.contracts.source.ConsentPolicy;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of what comes in. */
@Timeout(60)
class ArrivalsIT {

    private static final String MIXED =
            """
            {"batch":[
              {"type":"track","event":"Tea drunk","userId":"anna@example.com","messageId":"m-1"},
              {"type":"track","event":"Tea drunk","userId":"anna@example.com","messageId":"m-1"},
              {"type":"page","name":"Home","userId":"anna@example.com","messageId":"m-2"},
              {"type":"track","userId":"berta@example.com","messageId":"m-3"}]}
            """;

    private static CommandServer server;

    @BeforeAll
    static void start() {
        server = CommandServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void countsWhatBecameOfEachItemAndSaysWhenTheLastOneCame() {
        String key = server.source(CommandServer.asserted());
        String path = "/api/sources/" + idOf(key) + "/activity";
        assertThat(get(path).body().hasNonNull("lastSeen")).isFalse();
        Instant before = Instant.now().minusMillis(1);

        server.post("/v1/batch", key, MIXED);
        server.post("/v1/batch", key, MIXED);

        JsonNode activity = get(path).body();
        assertThat(Instant.parse(activity.get("lastSeen").asString())).isBetween(before, Instant.now());
        assertThat(activity.get("counts").values())
                .extracting(count -> count.get("kind").asString() + " "
                        + count.get("outcome").asString() + " "
                        + (count.hasNonNull("reason") ? count.get("reason").asString() : "-") + " "
                        + count.get("count").asInt())
                .containsExactlyInAnyOrder(
                        "track STORED - 1",
                        "page STORED - 1",
                        "track DUPLICATE - 3",
                        "page DUPLICATE - 1",
                        "track REJECTED field-missing 2");
        assertThat(get(path + "?hours=0").status()).isEqualTo(400);
        assertThat(get("/api/sources/nobody/activity").status()).isEqualTo(404);
    }

    @Test
    void showsWhatComesWhileItComesAndNobodyWhoAllowedNothing() throws Exception {
        String key = server.source(CommandServer.asserted());
        server.post("/v1/batch", key, MIXED);

        try (Stream<String> lines = watch(key)) {
            Iterator<String> line = lines.iterator();
            List<JsonNode> first = arrivals(line, 4);
            assertThat(first)
                    .extracting(arrival -> arrival.get("outcome").asString())
                    .containsExactly("STORED", "DUPLICATE", "STORED", "REJECTED");
            assertThat(first.get(0).get("name").asString()).isEqualTo("Tea drunk");
            assertThat(first.get(0).get("who").asString()).isNotEmpty();
            assertThat(said(first.get(3))).containsExactlyInAnyOrder("at", "kind", "outcome", "reason");
            assertThat(first.toString()).doesNotContain("anna@", "berta");

            server.post("/v1/track", key, "{\"event\":\"Tea poured\",\"userId\":\"anna@example.com\"}");
            assertThat(arrivals(line, 1).get(0).get("name").asString()).isEqualTo("Tea poured");
        }
        assertThat(get("/api/sources/nobody/live").status()).isEqualTo(404);
    }

    @Test
    void saysOnlyThatSomebodyWithoutConsentWasRefused() throws Exception {
        String key = server.source(ConsentPolicy.required());
        server.post("/v1/track", key, "{\"event\":\"Tea drunk\",\"userId\":\"clara@example.com\"}");

        try (Stream<String> lines = watch(key)) {
            JsonNode refused = arrivals(lines.iterator(), 1).get(0);
            assertThat(refused.get("reason").asString()).isEqualTo("consent-missing");
            assertThat(said(refused)).containsExactlyInAnyOrder("at", "kind", "outcome", "reason");
        }
    }

    @Test
    void keepsTheLastFiftyOnly() throws Exception {
        String key = server.source(CommandServer.asserted());
        List<String> items = new ArrayList<>();
        for (int number = 1; number <= 60; number++) {
            items.add("{\"type\":\"track\",\"event\":\"e" + number + "\",\"userId\":\"dora\"}");
        }
        server.post("/v1/batch", key, "{\"batch\":[" + String.join(",", items) + "]}");

        try (Stream<String> lines = watch(key)) {
            List<JsonNode> shown = arrivals(lines.iterator(), 50);
            assertThat(shown.get(0).get("name").asString()).isEqualTo("e11");
            assertThat(shown.get(49).get("name").asString()).isEqualTo("e60");
        }
    }

    private static String idOf(String key) {
        return server.bean(Sources.class).open(key).sourceId();
    }

    private static List<String> said(JsonNode arrival) {
        return arrival.propertyNames().stream().filter(arrival::hasNonNull).toList();
    }

    private static Answer get(String path) {
        return server.send(server.request(path));
    }

    private static Stream<String> watch(String key) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response = HttpClient.newHttpClient()
                .send(server.request("/api/sources/" + idOf(key) + "/live").build(), BodyHandlers.ofLines());
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return response.body();
    }

    private static List<JsonNode> arrivals(Iterator<String> lines, int most) {
        List<JsonNode> arrivals = new ArrayList<>();
        while (arrivals.size() < most) {
            String line = lines.next();
            if (line.startsWith("data:")) {
                arrivals.add(JsonMapper.shared().readTree(line.substring("data:".length())));
            }
        }
        return arrivals;
    }
}
