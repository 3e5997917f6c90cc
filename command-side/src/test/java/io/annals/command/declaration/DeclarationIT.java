package io.annals.command.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.command.source.Sources;
import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.ConsentEvent.ConsentWithdrawn;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import io.annals.contracts.customer.IdentityEvent.TraitsChanged;
import io.annals.contracts.source.ConsentPolicy;
import io.annals.contracts.source.ConsentPolicy.Mode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A source that declared what it says: nothing else of what it sends is kept anywhere. */
class DeclarationIT {

    private static final String FIELDS =
            """
            "events": ["Order Completed"],
            "fields": [
              {"part": "TRACK", "event": "Order Completed", "name": "revenue", "type": "NUMBER"},
              {"part": "TRACK", "event": "Order Completed", "name": "products.sku", "type": "TEXT"},
              {"part": "TRAITS", "name": "city", "type": "TEXT"},
              {"part": "CONTEXT", "name": "locale", "type": "TEXT"}]}
            """;

    private static final String DROP = "{\"mode\": \"DROP_FIELDS\"," + FIELDS;
    private static final String REFUSE = "{\"mode\": \"REFUSE_CALLS\"," + FIELDS;
    private static final String SECRET = "SECRET-VALUE";

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
    void keepsWhatIsDeclaredAndCountsTheRestByName() {
        String key = declared(CommandServer.asserted(), DROP);
        String order = "{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"u-1\",\"secret\":\"" + SECRET
                + "\",\"properties\":{\"revenue\":\"9.5\",\"note\":\"" + SECRET
                + "\",\"products\":[{\"sku\":\"T\",\"engraving\":\"" + SECRET + "\"},\"" + SECRET + "\"]},"
                + "\"context\":{\"locale\":\"de\",\"ip\":\"" + SECRET + "\",\"direct\":true}}";
        String identify = "{\"type\":\"identify\",\"userId\":\"u-1\",\"traits\":{\"city\":\"Bonn\",\"email\":\""
                + SECRET + "@x.example\"}}";
        String around = "{\"batch\":[" + order + "," + identify + "],\"context\":{\"screen\":\"" + SECRET + "\"}}";

        assertThat(statuses(server.post("/v1/batch?verbose=1", key, around))).containsExactly("stored", "stored");

        Behavior kept = stored(key).get(0);
        assertThat(kept.properties().get("revenue")).hasToString("9.5");
        assertThat(kept.properties().get("products")).isEqualTo(List.of(Map.of("sku", "T")));
        assertThat(kept.properties()).containsOnlyKeys("revenue", "products");
        assertThat(kept.context()).containsEntry("locale", "de").doesNotContainKeys("ip", "screen", "direct");
        assertThat(server.events(TraitsChanged.class).toString()).contains("city=Bonn");
        assertThat(server.events(IdentifierAttached.class).toString()).doesNotContain(SECRET);
        assertThat(server.events().toString()).doesNotContain(SECRET);
        assertThat(counted(key))
                .containsExactlyInAnyOrder(
                        "Order Completed: note 1",
                        "Order Completed: products 1",
                        "Order Completed: products.engraving 1",
                        "context: ip 1",
                        "context: screen 1",
                        "traits: email 1");
    }

    @Test
    void leavesOutAnEventThatIsNotDeclaredAndHoldsNothingOfIt() {
        String key = declared(CommandServer.asserted(), DROP);
        Answer answer = server.post(
                "/v1/track?verbose=1",
                key,
                "{\"event\":\"Diary Written\",\"userId\":\"u-2\",\"properties\":{\"text\":\"" + SECRET + "\"}}");

        assertThat(statuses(answer)).containsExactly("dropped: undeclared");
        assertThat(stored(key)).isEmpty();
        assertThat(held(key)).isEmpty();
        assertThat(counted(key)).containsExactly("event Diary Written 1");
    }

    @Test
    void leavesOutTheWholeCallWhereThatIsWished() {
        String key = declared(CommandServer.asserted(), REFUSE);
        assertThat(statuses(server.post("/v1/track?verbose=1", key, order("u-3", "{\"revenue\":1}", "{}"))))
                .containsExactly("stored");
        assertThat(statuses(server.post("/v1/track?verbose=1", key, order("u-3", "{\"revenue\":1,\"note\":2}", "{}"))))
                .containsExactly("dropped: undeclared");
        assertThat(statuses(server.post("/v1/track?verbose=1", key, order("u-3", "{\"revenue\":true}", "{}"))))
                .containsExactly("dropped: undeclared");
        assertThat(stored(key)).hasSize(1);
        assertThat(held(key)).isEmpty();
    }

    @Test
    void hearsAWithdrawalEvenInACallThatIsLeftOut() {
        String key = declared(
                new ConsentPolicy(Mode.FROM_EVENT, Map.of("ads", List.of("collection")), List.of(), ""), REFUSE);
        server.post("/v1/track", key, order("u-4", "{}", "{\"consent\":{\"categoryPreferences\":{\"ads\":true}}}"));
        String customer = server.events(IdentifierAttached.class).stream()
                .filter(attached -> attached.identifier().value().equals("u-4"))
                .map(IdentifierAttached::customerId)
                .findFirst()
                .orElseThrow();

        server.post(
                "/v1/track",
                key,
                order("u-4", "{\"note\":\"x\"}", "{\"consent\":{\"categoryPreferences\":{\"ads\":false}}}"));

        assertThat(server.events(ConsentWithdrawn.class))
                .anySatisfy(event -> assertThat(event.customerId()).isEqualTo(customer));
        assertThat(stored(key)).hasSize(1);
    }

    @Test
    void holdsOnlyWhatIsDeclaredOfAnItemThatCannotBeRead() {
        String key = declared(CommandServer.asserted(), DROP);
        String broken = "{\"batch\":[{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"u-5\","
                + "\"timestamp\":\"never\",\"properties\":{\"revenue\":3,\"note\":\"" + SECRET + "\"}}]}";
        assertThat(statuses(server.post("/v1/batch?verbose=1", key, broken)))
                .containsExactly("rejected: timestamp-invalid");
        assertThat(held(key).get(0).get("item").get("properties").toString()).isEqualTo("{\"revenue\":3}");

        Answer released = server.send(
                server.request("/api/quarantine/" + held(key).get(0).get("id").asLong() + "/release")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"item\":{\"type\":\"track\",\"event\":\"Order Completed\","
                                + "\"userId\":\"u-5\",\"properties\":{\"revenue\":3,\"note\":\"" + SECRET + "\"}}}")));
        assertThat(released.body().get("outcome").asString()).isEqualTo("STORED");
        assertThat(stored(key).get(0).properties()).containsOnlyKeys("revenue");
    }

    @Test
    void suggestsWhatTheSourceSaidLately() {
        String key = server.source(CommandServer.asserted());
        server.post(
                "/v1/batch",
                key,
                "{\"batch\":["
                        + order("u-6", "{\"revenue\":1.5,\"products\":[{\"sku\":\"T\"}]}", "{\"ip\":\"1.2.3.4\"}")
                        + ",{\"type\":\"identify\",\"userId\":\"u-6\",\"traits\":{\"email\":\"a@b.example\",\"adult\":true}}]}");

        JsonNode suggested =
                server.send(server.request(path(key) + "/suggestion")).body();

        assertThat(suggested.get("events").toString()).isEqualTo("[\"Order Completed\"]");
        assertThat(suggested.get("fields").valueStream().map(DeclarationIT::line))
                .containsExactlyInAnyOrder(
                        "TRACK products.sku TEXT false",
                        "TRACK revenue NUMBER false",
                        "TRAITS adult BOOLEAN false",
                        "TRAITS email TEXT true",
                        "CONTEXT ip TEXT true");
        assertThat(put(key, suggested.toString()).status()).isEqualTo(200);
    }

    @Test
    void keepsEverythingUntilSomethingIsDeclaredAndExplainsWhatCannotBe() {
        String key = server.source(CommandServer.asserted());
        assertThat(server.send(server.request(path(key)))
                        .body()
                        .get("declaration")
                        .get("mode")
                        .asString())
                .isEqualTo("OFF");
        for (String wrong : List.of(
                "{\"events\":[\" \"]}",
                "{\"fields\":[{\"part\":\"TRACK\",\"name\":\"x\"}]}",
                "{\"fields\":[{\"part\":\"TRAITS\",\"event\":\"E\",\"name\":\"x\"}],\"events\":[\"E\"]}",
                "{\"fields\":[{\"part\":\"TRAITS\",\"name\":\"\"}]}",
                "{\"fields\":[{\"part\":\"TRAITS\",\"name\":\"x\"},{\"part\":\"TRAITS\",\"name\":\"x\",\"type\":\"TEXT\"}]}")) {
            Answer answer = put(key, wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(422);
            assertThat(answer.body().get("code").asString()).isEqualTo("declaration-invalid");
        }
    }

    private static String line(JsonNode field) {
        return String.join(
                " ",
                field.get("part").asString(),
                field.get("name").asString(),
                field.get("type").asString(),
                field.get("personal").toString());
    }

    private static String order(String user, String properties, String context) {
        return "{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"" + user + "\",\"properties\":"
                + properties + ",\"context\":" + context + "}";
    }

    private static String declared(ConsentPolicy policy, String declaration) {
        String key = server.source(policy);
        Answer answer = put(key, declaration);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return key;
    }

    private static Answer put(String key, String declaration) {
        return server.send(server.request(path(key))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(declaration)));
    }

    private static String path(String key) {
        return "/api/sources/" + idOf(key) + "/declaration";
    }

    private static String idOf(String key) {
        return server.bean(Sources.class).open(key).sourceId();
    }

    private static List<String> counted(String key) {
        return server.send(server.request(path(key)))
                .body()
                .get("undeclared")
                .valueStream()
                .map(field ->
                        field.get("field").asString() + " " + field.get("count").asLong())
                .toList();
    }

    private static JsonNode held(String key) {
        return server.send(server.request("/api/quarantine?source=" + idOf(key)))
                .body()
                .get("items");
    }

    private static List<String> statuses(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.body()
                .get("results")
                .valueStream()
                .map(result -> result.get("status").asString()
                        + (result.has("code") ? ": " + result.get("code").asString() : ""))
                .toList();
    }

    private static List<Behavior> stored(String key) {
        String source = idOf(key);
        return server.events(BehaviorRecorded.class).stream()
                .map(BehaviorRecorded::behavior)
                .filter(behavior -> behavior.source().equals(source))
                .toList();
    }
}
