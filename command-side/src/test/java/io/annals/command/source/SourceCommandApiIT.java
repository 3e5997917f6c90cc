package io.annals.command.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.AccessTokens;
import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.command.FirstStart;
import io.annals.contracts.access.Role;
import io.annals.contracts.source.SourceEvent;
import io.annals.contracts.source.SourceEvent.SourceCreated;
import io.annals.contracts.source.SourceEvent.SourcePolicyChanged;
import io.annals.contracts.source.SourceEvent.SourceRenamed;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SourceCommandApiIT {

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
    void showsAKeyOnceAndOpensWithItAtOnce() {
        Answer created = create("{\"name\":\"Web shop\"}");

        assertThat(created.status()).isEqualTo(201);
        String key = created.body().get("writeKey").asString();
        assertThat(key).matches("c[A-Za-z0-9]{24}");
        assertThat(created.body().get("consentPolicy").get("mode").asString()).isEqualTo("REQUIRED");
        assertThat(server.post("/v1/batch", key, "{\"batch\":[]}").status()).isEqualTo(200);
        JsonNode listed = server.send(server.request("/api/sources")).body().get("sources");
        assertThat(listed.values())
                .anySatisfy(source -> assertThat(source.get("name").asString()).isEqualTo("Web shop"));
        assertThat(listed.toString()).doesNotContain(key);
    }

    @Test
    void explainsAPolicyThatCannotBe() {
        for (String policy : List.of(
                "{\"mode\":\"ASSERTED\"}",
                "{\"mode\":\"ASSERTED\",\"purposes\":[\"collection\"]}",
                "{\"mode\":\"FROM_EVENT\"}",
                "{\"mode\":\"ASSERTED\",\"purposes\":[\"gossip\"],\"statement\":\"x\"}")) {
            assertThat(create("{\"name\":\"x\",\"consentPolicy\":" + policy + "}")
                            .status())
                    .as(policy)
                    .isEqualTo(422);
        }
        assertThat(create("{\"name\":\" \"}").body().get("code").asString()).isEqualTo("name-invalid");
        assertThat(create("{\"name\":\"a\\u0000b\"}").status()).isEqualTo(422);
    }

    @Test
    void closesADisabledSourceToItsKeyUntilItIsEnabled() {
        JsonNode source = create("{\"name\":\"Old shop\"}").body();
        String path = "/api/sources/" + source.get("sourceId").asString();
        String key = source.get("writeKey").asString();
        assertThat(track(key).status()).isEqualTo(200);

        assertThat(send("PATCH", path, "{\"enabled\":false}")
                        .body()
                        .get("enabled")
                        .asBoolean())
                .isFalse();
        Answer refused = track(key);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.body().get("code").asString()).isEqualTo("source-disabled");
        assertThat(server.send(server.request("/api/consents/collection")
                                .header("X-Write-Key", key)
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString("{\"state\":\"granted\"}")))
                        .status())
                .isEqualTo(404);

        send("PATCH", path, "{\"enabled\":true}");
        assertThat(track(key).status()).isEqualTo(200);
    }

    @Test
    void changesANameAndAPolicyAndSaysWhoDidIt() {
        String id = create("{\"name\":\"Shop\"}").body().get("sourceId").asString();

        JsonNode revised = send(
                        "PATCH",
                        "/api/sources/" + id,
                        "{\"name\":\" Tea shop \",\"consentPolicy\":{\"mode\":\"ASSERTED\",\"purposes\":[\"collection\"],"
                                + "\"statement\":\"asked at the door\"}}")
                .body();
        assertThat(revised.get("name").asString()).isEqualTo("Tea shop");
        assertThat(revised.get("consentPolicy").get("mode").asString()).isEqualTo("ASSERTED");
        send("PATCH", "/api/sources/" + id, "{\"name\":\"Tea shop\",\"enabled\":true}");

        assertThat(eventsOf(id))
                .hasExactlyElementsOfTypes(SourceCreated.class, SourceRenamed.class, SourcePolicyChanged.class);
        assertThat(server.events(SourceRenamed.class))
                .anySatisfy(event -> assertThat(event.by()).isEqualTo("first"));
        assertThat(send("PATCH", "/api/sources/nobody", "{}").status()).isEqualTo(404);
        assertThat(send("PATCH", "/api/sources/" + id, "{\"name\":\"\"}").status())
                .isEqualTo(422);
    }

    @Test
    void keepsAFormerKeyForItsGraceTimeOnly() {
        JsonNode source = create("{\"name\":\"Till\"}").body();
        String path = "/api/sources/" + source.get("sourceId").asString() + "/keys";
        String first = source.get("writeKey").asString();

        String second = rotate(path, "{\"graceSeconds\":3600}");
        assertThat(track(first).status()).isEqualTo(200);
        assertThat(track(second).status()).isEqualTo(200);

        String third = rotate(path, "{}");
        assertThat(track(first).status()).isEqualTo(401);
        assertThat(track(second).status()).isEqualTo(401);
        assertThat(track(third).status()).isEqualTo(200);

        String fourth = rotate(path, "{\"graceSeconds\":1}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(track(third).status()).isEqualTo(401));
        assertThat(track(fourth).status()).isEqualTo(200);
        assertThat(send("POST", path, "{\"graceSeconds\":-1}").status()).isEqualTo(422);
        assertThat(send("POST", "/api/sources/nobody/keys", "{}").status()).isEqualTo(404);
    }

    @Test
    void tellsAnotherProcessWithinSeconds() {
        JsonNode source = create("{\"name\":\"Far\"}").body();
        String key = source.get("writeKey").asString();
        try (CommandServer other = CommandServer.start(
                server.property("annals.postgres.url"), Path.of(server.property("annals.master-key-file")))) {
            assertThat(other.post("/v1/batch", key, "{\"batch\":[]}").status()).isEqualTo(200);

            send("PATCH", "/api/sources/" + source.get("sourceId").asString(), "{\"enabled\":false}");

            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                            other.post("/v1/batch", key, "{\"batch\":[]}").status())
                    .isEqualTo(404));
        }
    }

    @Test
    void findsATokenByWhatWasShown() {
        String token = server.bean(FirstStart.class).issueToken("first", Role.ADMINISTRATOR);
        AccessTokens tokens = AccessTokens.in(server.bean(DataSource.class), Clock.systemUTC());

        assertThat(tokens.find(token)).hasValue(new AccessTokens.Grant("first", Role.ADMINISTRATOR));
        assertThat(tokens.find("annals_nobody")).isEmpty();
    }

    @Test
    void describesItselfWhole() {
        JsonNode api = server.send(server.request("/v3/api-docs")).body();

        assertThat(Stream.of(
                        "/v1/track",
                        "/v1/batch",
                        "/v1/alias",
                        "/api/consents/{purpose}",
                        "/api/customers/{id}/consents/{purpose}",
                        "/api/sources",
                        "/api/sources/{id}",
                        "/api/sources/{id}/keys",
                        "/api/refusals"))
                .allSatisfy(
                        path -> assertThat(api.get("paths").has(path)).as(path).isTrue());
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    assertThat(method.getValue().has("summary"))
                            .as(path.getKey())
                            .isTrue();
                    assertThat(method.getValue().get("tags").isEmpty())
                            .as(path.getKey())
                            .isFalse();
                }));
    }

    private static Answer create(String body) {
        return send("POST", "/api/sources", body);
    }

    private static String rotate(String path, String body) {
        Answer answer = send("POST", path, body);
        assertThat(answer.status()).isEqualTo(201);
        return answer.body().get("writeKey").asString();
    }

    private static Answer track(String key) {
        return server.post("/v1/track", key, "{\"userId\":\"anna\",\"event\":\"Tea drunk\"}");
    }

    private static List<SourceEvent> eventsOf(String id) {
        return server.events(SourceEvent.class).stream()
                .filter(event -> event.sourceId().equals(id))
                .toList();
    }

    private static Answer send(String method, String path, String body) {
        return server.send(server.request(path)
                .header("X-Signed-In", "first")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }
}
