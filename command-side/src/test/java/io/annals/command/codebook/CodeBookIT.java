package io.annals.command.codebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.command.source.Sources;
import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.IdentityEvent.TraitsChanged;
import io.annals.contracts.source.CodeBookEvent.CodeBookPublished;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is written differently and means the same is kept under one code, with what it was beside it. */
class CodeBookIT {

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
    void keepsOneCodeForWhatIsWrittenDifferently() {
        String key = server.source(CommandServer.asserted());
        publish(
                "/api/codes",
                "{\"field\":\"gender\",\"code\":\"F\",\"values\":[\"female\",\"女\",\"2\"]},"
                        + "{\"field\":\"channel\",\"code\":\"store\",\"values\":[\"Shop\"]}");
        publish(path(key), "{\"field\":\"channel\",\"code\":\"outlet\",\"values\":[\"Shop\"]}");

        server.post("/v1/identify", key, "{\"userId\":\"c-1\",\"traits\":{\"gender\":\" Female \",\"age\":2}}");
        server.post("/v1/identify", key, "{\"userId\":\"c-1\",\"traits\":{\"gender\":2}}");
        server.post(
                "/v1/track",
                key,
                "{\"userId\":\"c-1\",\"event\":\"Coded\",\"properties\":{\"channel\":\"SHOP\",\"products\":[{\"channel\":\"shop\"}]}}");

        assertThat(server.events(TraitsChanged.class).toString())
                .contains("gender=F", "age=2", "original={gender= Female }", "original={gender=2}");
        Behavior kept = stored("Coded").get(0);
        assertThat(kept.properties())
                .isEqualTo(Map.of("channel", "outlet", "products", List.of(Map.of("channel", "outlet"))));
        assertThat(kept.context().toString())
                .contains("original={properties={channel=SHOP, products={0={channel=shop}}}}");
        assertThat(counted(path(key))).contains("channel  true 2", "gender  true 2");

        String other = server.source(CommandServer.asserted());
        server.post(
                "/v1/track", other, "{\"userId\":\"c-2\",\"event\":\"Other\",\"properties\":{\"channel\":\"Shop\"}}");
        assertThat(stored("Other").get(0).properties()).containsEntry("channel", "store");
    }

    @Test
    void listsTheValuesItDoesNotKnowAndNoneThatMayBeSomebodys() {
        String key = server.source(CommandServer.asserted());
        publish(
                path(key),
                "{\"field\":\"region\",\"code\":\"N\",\"values\":[]},{\"field\":\"nickname\",\"code\":\"x\",\"values\":[]}");
        for (String region : List.of("Nowhere", "nowhere", "n", "anna@shop.example")) {
            server.post(
                    "/v1/track",
                    key,
                    "{\"userId\":\"c-3\",\"event\":\"R\",\"properties\":{\"nickname\":\"Mimi\",\"region\":\"" + region
                            + "\"}}");
        }

        assertThat(counted(path(key)))
                .containsExactlyInAnyOrder(
                        "region nowhere false 2", "region  false 1", "region  true 1", "nickname  false 4");
    }

    @Test
    void isSwitchedOffLikeAnyRule() {
        String key = server.source(CommandServer.asserted());
        publish(path(key), "{\"field\":\"size\",\"code\":\"L\",\"values\":[\"large\"]}");
        String cleaning = path(key).replace("/codes", "/cleaning");
        put(cleaning, "{\"off\":[\"code-book\"]}");
        server.post("/v1/track", key, "{\"userId\":\"c-4\",\"event\":\"Off\",\"properties\":{\"size\":\"large\"}}");
        put(cleaning, "{}");
        server.post("/v1/track", key, "{\"userId\":\"c-4\",\"event\":\"On\",\"properties\":{\"size\":\"large\"}}");

        assertThat(stored("Off").get(0).properties()).containsEntry("size", "large");
        assertThat(stored("On").get(0).properties()).containsEntry("size", "L");
    }

    @Test
    void readsABookFromCsvAndPublishesEachVersionOnce() {
        String key = server.source(CommandServer.asserted());
        String csv = "field,code,value\ncity,BJ,\"Beijing, CN\"\ncity,BJ,北京\ncity,SH,\n";

        Answer first = csv(key, 0, csv);
        assertThat(first.status()).as(first.response().body()).isEqualTo(200);
        assertThat(first.body().get("book").toString())
                .isEqualTo(
                        "{\"version\":1,\"codes\":[{\"field\":\"city\",\"code\":\"BJ\",\"values\":[\"Beijing, CN\",\"北京\"]},"
                                + "{\"field\":\"city\",\"code\":\"SH\",\"values\":[]}]}");
        assertThat(csv(key, 0, csv).status()).isEqualTo(412);
        assertThat(csv(key, 1, csv).body().get("book").get("version").asInt()).isEqualTo(2);
        String book = "code-book-" + idOf(key);
        assertThat(server.events(CodeBookPublished.class))
                .filteredOn(event -> event.bookId().equals(book))
                .hasSize(2);
    }

    @Test
    void explainsABookThatCannotBe() {
        String key = server.source(CommandServer.asserted());
        Map.of(
                        "{\"codes\":[{\"field\":\"f\",\"code\":\" \"}]}",
                        "codes-invalid",
                        "{\"codes\":[{\"field\":\"f\",\"code\":\"a\",\"values\":[\"x\"]},"
                                + "{\"field\":\"f\",\"code\":\"b\",\"values\":[\"X \"]}]}",
                        "codes-invalid",
                        "{\"codes\":[{\"field\":\"f\",\"code\":\"a\",\"values\":[\"b\"]},"
                                + "{\"field\":\"f\",\"code\":\"b\"}]}",
                        "codes-invalid")
                .forEach((book, code) -> {
                    Answer answer = put(path(key), book);
                    assertThat(answer.status()).as(book).isEqualTo(422);
                    assertThat(answer.body().get("code").asString()).isEqualTo(code);
                });
        assertThat(csv(key, 0, "a,b\n1,2\n").body().get("code").asString()).isEqualTo("csv-invalid");
    }

    private static void publish(String path, String codes) {
        Answer answer = put(path, "{\"version\":0,\"codes\":[" + codes + "]}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }

    private static Answer put(String path, String body) {
        return server.send(
                server.request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
    }

    private static Answer csv(String key, int version, String csv) {
        return server.send(server.request(path(key) + "/csv?version=" + version)
                .header("Content-Type", "text/csv; charset=utf-8")
                .POST(BodyPublishers.ofString(csv)));
    }

    private static String idOf(String key) {
        return server.bean(Sources.class).open(key).sourceId();
    }

    private static String path(String key) {
        return "/api/sources/" + idOf(key) + "/codes";
    }

    private static List<String> counted(String path) {
        return server.send(server.request(path))
                .body()
                .get("counts")
                .valueStream()
                .map(count ->
                        count.get("field").asString() + " " + count.get("value").asString() + " "
                                + count.get("known").asBoolean() + " "
                                + count.get("count").asLong())
                .toList();
    }

    private static List<Behavior> stored(String event) {
        return server.events(BehaviorRecorded.class).stream()
                .map(BehaviorRecorded::behavior)
                .filter(behavior -> behavior.name().equals(event))
                .toList();
    }
}
