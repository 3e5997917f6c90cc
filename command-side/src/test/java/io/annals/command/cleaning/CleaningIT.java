package io.annals.command.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.command.source.Sources;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.ConsentEvent.ConsentWithdrawn;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import io.annals.contracts.customer.IdentityEvent.TraitsChanged;
import io.annals.contracts.source.ConsentPolicy;
import io.annals.contracts.source.ConsentPolicy.Mode;
import io.annals.contracts.source.SourceEvent.SourceCleaningChanged;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a source's rules leave out is acknowledged, counted, held for an operator, and let out again. */
class CleaningIT {

    private static final String GOOGLEBOT =
            "{\"userAgent\":\"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)\"}";

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
    void acknowledgesABotsCallAndHoldsItUntilAnOperatorLetsItOut() {
        String key = server.source(CommandServer.asserted());
        Answer answer = server.post("/v1/track?verbose=1", key, track("bot-1", "Tea seen by bot", "{}", GOOGLEBOT));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(statuses(answer)).containsExactly("dropped: bot");
        assertThat(stored("Tea seen by bot")).isEmpty();
        assertThat(counts(key)).containsExactly("DROPPED bot 1");

        JsonNode held = held(key).get(0);
        assertThat(held.get("reason").asString()).isEqualTo("bot");
        assertThat(release(held).body().get("outcome").asString()).isEqualTo("STORED");
        assertThat(stored("Tea seen by bot")).hasSize(1);
        assertThat(held(key)).isEmpty();
    }

    @Test
    void asksTheRulesAfterTheOneItWasHeldByWhenItIsLetOut() {
        String key = server.source(CommandServer.asserted());
        server.post("/v1/track", key, track("twice", "Order Completed", "{\"revenue\":-3}", GOOGLEBOT));

        JsonNode held = held(key).get(0);
        Answer first = release(held);
        assertThat(first.status()).isEqualTo(422);
        assertThat(first.body().get("code").asString()).isEqualTo("amount-out-of-range");
        assertThat(held(key).get(0).get("reason").asString()).isEqualTo("amount-out-of-range");
        assertThat(release(held).body().get("outcome").asString()).isEqualTo("STORED");
    }

    @Test
    void leavesOutWhatContradictsItsOwnClockOrIsTooOldUnlessItIsHistory() {
        String key = server.source(CommandServer.asserted());
        String old = ",\"timestamp\":\"1999-12-31T00:00:00Z\"}";
        String future = ",\"timestamp\":\"" + Instant.now().plus(60, ChronoUnit.HOURS) + "\"}";
        String soon = ",\"timestamp\":\"" + Instant.now().plus(20, ChronoUnit.HOURS) + "\"}";
        String batch = batch(item("t", "Old", old), item("t", "Future", future), item("t", "Soon", soon));

        assertThat(statuses(server.post("/v1/batch?verbose=1", key, batch)))
                .containsExactly("dropped: illogical-time", "dropped: illogical-time", "stored");
        assertThat(statuses(server.post("/v1/import?verbose=1", key, batch)))
                .containsExactly("stored", "dropped: illogical-time", "stored");
    }

    @Test
    void leavesOutWhatIsDeclaredToBeATest() {
        String key = server.source(CommandServer.asserted());
        change(key, "{\"testUsers\":[\"qa-1\",\"QA@shop.example\"],\"testDomains\":[\"Test.example\"]}");
        String identify = "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"email\":\"";

        Answer answer = server.post(
                "/v1/batch?verbose=1",
                key,
                batch(
                        item("qa-1", "Tested", "}"),
                        identify + "qa@shop.example\"}}",
                        identify + "x@test.example\"}}",
                        item("real", "Marked", ",\"context\":{\"test\":true}}"),
                        item("real", "Real", "}")));

        assertThat(statuses(answer))
                .containsExactly(
                        "dropped: test-traffic",
                        "dropped: test-traffic",
                        "dropped: test-traffic",
                        "dropped: test-traffic",
                        "stored");
        assertThat(server.events(SourceCleaningChanged.class).toString()).doesNotContain("qa-1", "qa@", "QA@");
        JsonNode hashes = cleaning(key).get("settings").get("testUsers");
        change(key, "{\"testUsers\":" + hashes + "}");
        assertThat(cleaning(key).get("settings").get("testUsers")).isEqualTo(hashes);
    }

    @Test
    void judgesAmountsOnlyWhereTheirMeaningIsKnown() {
        String key = server.source(CommandServer.asserted());
        List<String> bad = List.of(
                "{\"revenue\":-0.01}",
                "{\"revenue\":1e300}",
                "{\"quantity\":1000001}",
                "{\"products\":[{\"price\":3},{\"price\":-1}]}");
        for (String properties : bad) {
            assertThat(statuses(
                            server.post("/v1/track?verbose=1", key, track("a", "Order Completed", properties, "{}"))))
                    .as(properties)
                    .containsExactly("dropped: amount-out-of-range");
        }
        assertThat(statuses(server.post(
                        "/v1/track?verbose=1", key, track("a", "Order Refunded", "{\"revenue\":-5}", "{}"))))
                .containsExactly("stored");
        assertThat(statuses(server.post(
                        "/v1/track?verbose=1", key, track("a", "Stock Adjusted", "{\"quantity\":-5}", "{}"))))
                .containsExactly("stored");
    }

    @Test
    void leavesOutAStormOfEqualClicksByTheTimeOfTheClicks() {
        String key = server.source(CommandServer.asserted());
        change(key, "{\"stormCalls\":3,\"stormSeconds\":10}");
        String[] storm = IntStream.range(0, 5)
                .mapToObj(n -> item("s", "Clicked", ",\"timestamp\":\"2026-01-01T00:00:0" + n + "Z\"}"))
                .toArray(String[]::new);
        String[] calm = IntStream.range(0, 5)
                .mapToObj(n -> item("s", "Clicked", ",\"timestamp\":\"2026-01-01T01:0" + n + ":00Z\"}"))
                .toArray(String[]::new);

        assertThat(statuses(server.post("/v1/import?verbose=1", key, batch(storm))))
                .containsExactly("stored", "stored", "stored", "dropped: click-storm", "dropped: click-storm");
        assertThat(statuses(server.post("/v1/import?verbose=1", key, batch(calm))))
                .containsOnly("stored");
    }

    @Test
    void countsARepeatedMessageAsADuplicateAndNeverAsAStorm() {
        String key = server.source(CommandServer.asserted());
        change(key, "{\"stormCalls\":1}");
        String once = item("r", "Resent", ",\"messageId\":\"resent\"}");

        assertThat(statuses(server.post("/v1/batch?verbose=1", key, batch(once, once, once))))
                .containsExactly("stored", "duplicate", "duplicate");
        assertThat(statuses(server.post("/v1/batch?verbose=1", key, batch(once))))
                .containsExactly("duplicate");
    }

    @Test
    void leavesOutOrdersThatAreNone() {
        String key = server.source(CommandServer.asserted());
        change(key, "{\"ordersAnHour\":2,\"fakeOrders\":{\"coupon\":\"test*\"}}");

        assertThat(order(key, "a", "{\"order_id\":\"1\",\"revenue\":5}")).isEqualTo("stored");
        assertThat(order(key, "a", "{\"order_id\":\"1\",\"revenue\":5.0}")).isEqualTo("stored");
        assertThat(order(key, "a", "{\"order_id\":\"1\",\"revenue\":6}")).isEqualTo("dropped: fake-order");
        assertThat(order(key, "a", "{\"order_id\":\"2\",\"coupon\":\"TEST7\"}")).isEqualTo("dropped: fake-order");
        assertThat(order(key, "a", "{\"order_id\":\"3\"}")).isEqualTo("stored");
        assertThat(order(key, "a", "{\"order_id\":\"4\"}")).isEqualTo("dropped: fake-order");
        assertThat(order(key, "a", "{\"order_id\":\"3\",\"part\":2,\"revenue\":9}"))
                .isEqualTo("stored");
        assertThat(order(key, "b", "{\"order_id\":\"5\"}")).isEqualTo("stored");
    }

    @Test
    void onlyCountsWhatIsLeftOutOfSomebodyWhoAllowedNothingOrTookItBack() {
        String required = server.source(ConsentPolicy.required());
        server.post("/v1/track", required, track("nobody", "Seen", "{}", GOOGLEBOT));
        assertThat(counts(required)).containsExactly("DROPPED bot 1");
        assertThat(held(required)).isEmpty();

        String asserted = server.source(CommandServer.asserted());
        server.post("/v1/track", asserted, track("withdrawn", "Seen", "{}", "{}"));
        Answer withdrawn = server.send(server.request("/api/customers/" + customerOf(asserted) + "/consents/collection")
                .header("Content-Type", "application/json")
                .header("X-Signed-In", "anna")
                .PUT(BodyPublishers.ofString("{\"state\":\"withdrawn\",\"evidence\":{\"statement\":\"no\"}}")));
        assertThat(withdrawn.status()).isEqualTo(200);
        server.post("/v1/track", asserted, track("withdrawn", "Seen", "{}", GOOGLEBOT));
        assertThat(held(asserted)).isEmpty();
    }

    @Test
    void hearsAWithdrawalEvenInACallThatIsLeftOut() {
        String key =
                server.source(new ConsentPolicy(Mode.FROM_EVENT, Map.of("ads", List.of("collection")), List.of(), ""));
        String allowed = "{\"consent\":{\"categoryPreferences\":{\"ads\":true}}}";
        String refused = "{\"test\":true,\"consent\":{\"categoryPreferences\":{\"ads\":false}}}";
        server.post("/v1/track", key, track("says-no", "Said", "{}", allowed));
        server.post("/v1/track", key, track("says-no", "Said", "{}", refused));

        String customer = customerOf(key);
        assertThat(server.events(ConsentWithdrawn.class))
                .anySatisfy(event -> assertThat(event.customerId()).isEqualTo(customer));
        assertThat(held(key)).isEmpty();
        assertThat(counts(key)).contains("DROPPED test-traffic 1");
    }

    @Test
    void knowsOnePersonByAPhoneNumberThatTwoSourcesWriteDifferently() {
        String till = server.source(CommandServer.asserted());
        String app = server.source(CommandServer.asserted());
        change(till, "{\"phoneRegion\":\"CN\"}");
        server.post("/v1/identify", till, "{\"userId\":\"till-7\",\"traits\":{\"phone\":\"139 0013 9000\"}}");
        server.post("/v1/identify", app, "{\"anonymousId\":\"app-7\",\"traits\":{\"phone\":\"+86 139-0013-9000\"}}");

        assertThat(server.events(IdentifierAttached.class))
                .filteredOn(attached -> List.of("till-7", "app-7", "+8613900139000")
                        .contains(attached.identifier().value()))
                .hasSize(3)
                .extracting(IdentifierAttached::customerId)
                .containsOnly(ownerOf("till-7"));
        assertThat(server.events(TraitsChanged.class).toString())
                .contains("phone=+8613900139000", "original={phone=139 0013 9000}");
        Answer withdrawn = server.send(server.request("/api/consents/collection")
                .header("X-Write-Key", till)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"identifier\":{\"type\":\"phone\",\"value\":\"139 0013 9000\"},"
                        + "\"state\":\"withdrawn\",\"evidence\":\"no\"}")));
        assertThat(withdrawn.body().get("customerId").asString()).isEqualTo(ownerOf("till-7"));
    }

    @Test
    void namesTheRulesInTheirOrderAndSwitchesThem() {
        String key = server.source(CommandServer.asserted());
        assertThat(rules(cleaning(key)))
                .containsExactly(
                        "code-book true",
                        "duplicate true",
                        "illogical-time true",
                        "test-traffic true",
                        "bot true",
                        "amount-out-of-range true",
                        "click-storm true",
                        "fake-order true");

        assertThat(rules(change(key, "{\"off\":[\"bot\"]}").body())).contains("bot false");
        assertThat(statuses(server.post("/v1/track?verbose=1", key, track("o", "Seen", "{}", GOOGLEBOT))))
                .containsExactly("stored");
        change(key, "{\"off\":[\"bot\"]}");
        assertThat(server.events(SourceCleaningChanged.class))
                .filteredOn(event -> event.sourceId().equals(idOf(key)))
                .hasSize(1);
    }

    @Test
    void explainsSettingsThatCannotBe() {
        String key = server.source(CommandServer.asserted());
        Map.of(
                        "{\"off\":[\"duplicate\"]}", "rule-unknown",
                        "{\"off\":[\"gossip\"]}", "rule-unknown",
                        "{\"pastDays\":0}", "settings-invalid",
                        "{\"testDomains\":[\" \"]}", "settings-invalid",
                        "{\"fakeOrders\":{\"order_id\":\"a*b*c*d*e\"}}", "settings-invalid",
                        "{\"phoneRegion\":\"XX\"}", "region-unknown")
                .forEach((settings, code) -> {
                    Answer answer = change(key, settings);
                    assertThat(answer.status()).as(settings).isEqualTo(422);
                    assertThat(answer.body().get("code").asString()).isEqualTo(code);
                });
    }

    private static String order(String key, String user, String properties) {
        return statuses(server.post("/v1/track?verbose=1", key, track(user, "Order Completed", properties, "{}")))
                .get(0);
    }

    private static String track(String user, String event, String properties, String context) {
        return "{\"event\":\"" + event + "\",\"userId\":\"" + user + "\",\"properties\":" + properties + ",\"context\":"
                + context + "}";
    }

    private static String item(String user, String event, String rest) {
        return "{\"type\":\"track\",\"userId\":\"" + user + "\",\"event\":\"" + event + "\"" + rest;
    }

    private static String batch(String... items) {
        return "{\"batch\":[" + String.join(",", items) + "]}";
    }

    private static List<String> statuses(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.body()
                .get("results")
                .valueStream()
                .map(result -> result.get("status").asString()
                        + (result.has("code") ? ": " + result.get("code").asString() : ""))
                .toList();
    }

    private static List<BehaviorRecorded> stored(String event) {
        return server.events(BehaviorRecorded.class).stream()
                .filter(recorded -> recorded.behavior().name().equals(event))
                .toList();
    }

    private static String ownerOf(String name) {
        return server.events(IdentifierAttached.class).stream()
                .filter(attached -> attached.identifier().value().equals(name))
                .map(IdentifierAttached::customerId)
                .findFirst()
                .orElseThrow();
    }

    private static String customerOf(String key) {
        String source = idOf(key);
        return server.events(BehaviorRecorded.class).stream()
                .filter(recorded -> recorded.behavior().source().equals(source))
                .map(BehaviorRecorded::customerId)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> counts(String key) {
        return server.send(server.request("/api/sources/" + idOf(key) + "/activity"))
                .body()
                .get("counts")
                .valueStream()
                .map(count -> count.get("outcome").asString() + " "
                        + count.path("reason").asString("") + " "
                        + count.get("count").asLong())
                .toList();
    }

    private static List<JsonNode> held(String key) {
        return List.copyOf(server.send(server.request("/api/quarantine?source=" + idOf(key)))
                .body()
                .get("items")
                .values());
    }

    private static Answer release(JsonNode held) {
        return send("POST", "/api/quarantine/" + held.get("id").asLong() + "/release", "{}");
    }

    private static JsonNode cleaning(String key) {
        return server.send(server.request("/api/sources/" + idOf(key) + "/cleaning"))
                .body();
    }

    private static Answer change(String key, String settings) {
        return send("PUT", "/api/sources/" + idOf(key) + "/cleaning", settings);
    }

    private static List<String> rules(JsonNode cleaning) {
        return cleaning.get("rules")
                .valueStream()
                .map(rule -> rule.get("rule").asString() + " " + rule.get("on").asBoolean())
                .collect(Collectors.toList());
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
