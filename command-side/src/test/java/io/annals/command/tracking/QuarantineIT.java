package io.annals.command.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.command.source.Sources;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.source.ConsentPolicy;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What nobody can read is kept for an operator, who mends it, or forgets it, or time does. */
class QuarantineIT {

    private static final String NAMELESS =
            "{\"type\":\"track\",\"userId\":\"anna@example.com\",\"properties\":{\"email\":\"anna@example.com\"}}";

    private static CommandServer server;
    private static JdbcTemplate database;

    @BeforeAll
    static void start() {
        server = CommandServer.start();
        database = new JdbcTemplate(server.bean(DataSource.class));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void keepsTheBadItemsOfABatchAndABadCallWithTheirReasons() {
        String key = server.source(CommandServer.asserted());
        server.post("/v1/batch", key, "{\"batch\":[7," + NAMELESS + ",{\"type\":\"dance\",\"userId\":\"anna\"}]}");
        String withKey = NAMELESS.replaceFirst("\\{", "{\"writeKey\":\"" + key + "\",");
        assertThat(server.post("/v1/track", key, withKey).status()).isEqualTo(400);

        List<JsonNode> held = held("source=" + idOf(key));
        assertThat(held)
                .extracting(item -> item.get("reason").asString())
                .containsExactly("field-missing", "type-unknown", "field-missing");
        assertThat(held.toString()).doesNotContain("anna@example.com", key);
        assertThat(held("reason=type-unknown&source=" + idOf(key))).hasSize(1);
    }

    @Test
    void keepsNothingOfSomebodyWhoAllowedNothing() {
        String key = server.source(ConsentPolicy.required());
        server.post("/v1/track", key, "{\"event\":\"Tea drunk\",\"userId\":\"berta\"}");

        assertThat(held("source=" + idOf(key))).isEmpty();
    }

    @Test
    void keepsItUnderAKeyThatEndsWithItsDay() {
        String key = server.source(CommandServer.asserted());
        String source = idOf(key);
        server.post("/v1/track", key, NAMELESS);
        byte[] content =
                database.queryForObject("select content from quarantine where source_id = ?", byte[].class, source);
        assertThat(new String(content, StandardCharsets.ISO_8859_1)).doesNotContain("anna");

        database.update("update quarantine set day = day - 31 where source_id = ?", source);
        database.update(
                "update subject_key set period = (period::date - 31)::text where subject = ?", "source:" + source);
        server.bean(Quarantine.class).expire();

        assertThat(held("source=" + source)).isEmpty();
        assertThat(database.queryForList(
                        "select wrapped from subject_key where subject = ?", byte[].class, "source:" + source))
                .containsExactly((byte[]) null);
    }

    @Test
    void keepsSoManyOfASourceADayAndNoMore() {
        String key = server.source(CommandServer.asserted());
        String items =
                String.join(",", IntStream.range(0, 600).mapToObj(n -> NAMELESS).toList());
        server.post("/v1/batch", key, "{\"batch\":[" + items + "]}");
        server.post("/v1/batch", key, "{\"batch\":[" + items + "]}");

        assertThat(database.queryForObject(
                        "select count(*) from quarantine where source_id = ?", Integer.class, idOf(key)))
                .isEqualTo(Quarantine.MOST_A_DAY);
    }

    @Test
    void onlyCountsWhatCameWithTooMuchAroundIt() {
        String key = server.source(CommandServer.asserted());
        String context = "{\"note\":\"" + "x".repeat(40_000) + "\"}";
        server.post("/v1/batch", key, "{\"context\":" + context + ",\"batch\":[" + NAMELESS + "]}");

        assertThat(held("source=" + idOf(key))).isEmpty();
        assertThat(server.send(server.request("/api/sources/" + idOf(key) + "/activity"))
                        .body()
                        .get("counts"))
                .hasSize(1);
    }

    @Test
    void releasesWhatWasMendedOnceAndWithTheTimeItCame() {
        String key = server.source(CommandServer.asserted());
        server.post("/v1/batch", key, "{\"context\":{\"locale\":\"de\"},\"batch\":[" + NAMELESS + "]}");
        JsonNode held = held("source=" + idOf(key)).get(0);
        String path = "/api/quarantine/" + held.get("id").asLong();

        Answer unmended = send("POST", path + "/release", "{}");
        assertThat(unmended.status()).isEqualTo(422);
        assertThat(unmended.body().get("code").asString()).isEqualTo("field-missing");

        String mended = "{\"item\":" + NAMELESS.replaceFirst("\\{", "{\"event\":\"Tea mended\",") + "}";
        Answer released = send("POST", path + "/release", mended);
        assertThat(released.body().get("outcome").asString()).isEqualTo("STORED");
        assertThat(server.events(BehaviorRecorded.class))
                .filteredOn(event -> event.toString().contains("Tea mended"))
                .singleElement()
                .satisfies(event -> assertThat(event.toString())
                        .contains("locale=de", held.get("at").asString()));
        assertThat(send("POST", path + "/release", mended).status()).isEqualTo(404);
    }

    @Test
    void forgetsAnItemOnRequest() {
        String key = server.source(CommandServer.asserted());
        server.post("/v1/track", key, NAMELESS);
        String path = "/api/quarantine/"
                + held("source=" + idOf(key)).get(0).get("id").asLong();

        assertThat(send("DELETE", path, "").status()).isEqualTo(204);
        assertThat(send("DELETE", path, "").status()).isEqualTo(404);
        assertThat(held("source=" + idOf(key))).isEmpty();
    }

    private static List<JsonNode> held(String query) {
        JsonNode items =
                server.send(server.request("/api/quarantine?" + query)).body().get("items");
        return List.copyOf(items.values());
    }

    private static String idOf(String key) {
        return server.bean(Sources.class).open(key).sourceId();
    }

    private static Answer send(String method, String path, String body) {
        return server.send(server.request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }
}
