package io.annals.command.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The paths that only one family of clients calls. */
class ClientPathsIT {

    private static CommandServer server;
    private static String key;

    @BeforeAll
    static void start() {
        server = CommandServer.start();
        key = server.source(CommandServer.asserted());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/s/track", "/api/s/s2s/track"})
    void takesJitsusCallsWhoseBodyHidesTheKey(String path) {
        Answer answer = server.post(
                path,
                key,
                "{\"type\":\"track\",\"event\":\"jitsu\",\"anonymousId\":\"j\",\"writeKey\":\"***\",\"messageId\":\"m"
                        + path + "\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("success").asBoolean()).isTrue();
        assertThat(stored("m" + path).name()).isEqualTo("jitsu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/beacon/v1/batch", "/v1/batch", "/v1/b", "/v1/import"})
    void takesABatchWhoseKeyIsInTheAddress(String path) {
        Answer answer = server.send(server.request(path + "?writeKey=" + key)
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(BodyPublishers.ofString(
                        "{\"batch\":[{\"type\":\"page\",\"anonymousId\":\"b\",\"messageId\":\"m" + path + "\"}]}")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(stored("m" + path).kind()).isEqualTo("page");
    }

    @Test
    void readsACallInTheAddressOfAnImage() {
        Answer answer = pixel(
                "track?writeKey=" + key
                        + "&anonymousId=pix&event=Email%20Opened&messageId=pixel&properties%5Bcampaign%5D=spring+sale&context.page.path=%2Fa");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("image/gif");
        assertThat(answer.response().body()).startsWith("GIF89a");
        Behavior behavior = stored("pixel");
        assertThat(behavior.name()).isEqualTo("Email Opened");
        assertThat(behavior.properties()).isEqualTo(Map.of("campaign", "spring sale"));
        assertThat(behavior.context()).isEqualTo(Map.of("page", Map.of("path", "/a")));
    }

    @Test
    void refusesAnImageThatCanNeverBeRight() {
        expectProblem(400, "identity-missing", pixel("page?writeKey=" + key));
        expectProblem(
                400, "query-invalid", pixel("page?writeKey=" + key + "&anonymousId=a&" + "a.".repeat(40) + "b=1"));
        expectProblem(401, "write-key-missing", pixel("page?anonymousId=a"));
        expectProblem(404, "path-unknown", pixel("identify?writeKey=" + key));
        Answer asked = server.send(server.request("/v1/track").GET());
        expectProblem(405, "method-not-allowed", asked);
        assertThat(asked.response().headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void joinsTheTwoNamesOfAMerge() {
        server.post("/v1/identify", key, "{\"userId\":\"merged\"}");
        Answer answer = server.post(
                "/v1/merge",
                key,
                """
                {"mergeProperties":[{"type":"userId","value":"merged"},{"type":"mobile","value":"+86 138 0013 8000"}]}
                """);

        assertThat(answer.status()).isEqualTo(200);
        String customer = ownerOf(Identifier.USER_ID, "merged");
        assertThat(server.events(IdentifierAttached.class))
                .filteredOn(event -> event.customerId().equals(customer))
                .extracting(event -> event.identifier().type())
                .contains(Identifier.USER_ID, Identifier.PHONE);
        expectProblem(400, "field-missing", server.post("/v1/merge", key, "{\"mergeProperties\":[]}"));
        expectProblem(
                400,
                "field-invalid",
                server.post("/v1/merge", key, "{\"mergeProperties\":[{\"type\":\"A B\",\"value\":\"x\"},7]}"));
    }

    @Test
    void tellsSegmentsBrowserClientWhereToSend() {
        Answer answer = server.send(server.request("/v1/projects/" + key + "/settings")
                .header("Origin", "https://shop.example")
                .GET());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("https://shop.example");
        JsonNode destination = answer.body().get("integrations").get("Segment.io");
        assertThat(destination.get("apiKey").asString()).isEqualTo(key);
        assertThat(destination.get("apiHost").asString()).isEqualTo("localhost:" + server.port() + "/v1");
        assertThat(destination.get("protocol").asString()).isEqualTo("http");
        expectProblem(
                401,
                "write-key-unknown",
                server.send(server.request("/v1/projects/nobody/settings").GET()));
    }

    @Test
    void tellsRuddersBrowserClientThatTheSourceIsThere() {
        for (String path : List.of("/sourceConfig/?writeKey=" + key, "/sourceConfig?p=npm&writeKey=" + key)) {
            JsonNode source = server.send(server.request(path).GET()).body().get("source");

            assertThat(source.get("id").asString()).isNotEmpty();
            assertThat(source.get("enabled").asBoolean()).isTrue();
            assertThat(source.get("config").isObject()).isTrue();
            assertThat(source.get("destinations").isArray()).isTrue();
        }
        expectProblem(
                401,
                "write-key-missing",
                server.send(server.request("/sourceConfig/").GET()));
    }

    @Test
    void takesClientMetricsAndKeepsNoneOfThem() {
        long before = server.events().size();

        assertThat(server.send(server.request("/v1/m").POST(BodyPublishers.ofString("{\"series\":[]}")))
                        .status())
                .isEqualTo(200);
        assertThat(server.events()).hasSize((int) before);
    }

    private static Answer pixel(String call) {
        return server.send(server.request("/pixel/v1/" + call).GET());
    }

    private static Behavior stored(String messageId) {
        List<Behavior> found = server.events(BehaviorRecorded.class).stream()
                .map(BehaviorRecorded::behavior)
                .filter(behavior -> behavior.messageId().equals(messageId))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static String ownerOf(String type, String value) {
        return server.events(IdentifierAttached.class).stream()
                .filter(event -> event.identifier().equals(new Identifier(type, value)))
                .findFirst()
                .orElseThrow()
                .customerId();
    }

    private static void expectProblem(int status, String code, Answer answer) {
        assertThat(answer.status()).as(code).isEqualTo(status);
        assertThat(answer.body().get("code").asString()).isEqualTo(code);
    }
}
