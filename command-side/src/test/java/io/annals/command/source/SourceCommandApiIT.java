package io.annals.command.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.AccessTokens;
import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.command.FirstStart;
import io.annals.contracts.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
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
    void findsATokenByWhatWasShown() {
        String token = server.bean(FirstStart.class).issueToken("first", Role.ADMINISTRATOR);
        AccessTokens tokens = AccessTokens.in(server.bean(DataSource.class));

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
        return server.send(server.request("/api/sources")
                .header("X-Signed-In", "first")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }
}
