package io.annals.command.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorsRefused;
import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.contracts.customer.ConsentEvent.ConsentWithdrawn;
import io.annals.contracts.customer.Evidence.Origin;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import io.annals.contracts.source.ConsentPolicy;
import io.annals.contracts.source.ConsentPolicy.Mode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TrackingApiIT {

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

    @Test
    void storesABehaviourBeforeItAnswersAndSaysWhere() {
        Answer answer = server.post("/v1/track", key, track("stored", "m-stored"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toString()).isEqualTo("{\"success\":true}");
        assertThat(messages("m-stored")).hasSize(1);
        assertThat(answer.response()
                        .headers()
                        .firstValueAsLong("Annals-Position")
                        .orElse(0))
                .isPositive();
    }

    @Test
    void namesTheAssertionAsTheEvidenceOfItsGrant() {
        server.post("/v1/track", key, track("asserted", "m-asserted"));

        String customer = messages("m-asserted").get(0).customerId();
        assertThat(server.events(ConsentGranted.class))
                .filteredOn(granted -> granted.customerId().equals(customer))
                .extracting(
                        ConsentGranted::purpose, granted -> granted.evidence().origin())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("collection", Origin.ASSERTED),
                        org.assertj.core.groups.Tuple.tuple("profiling", Origin.ASSERTED));
    }

    @Test
    void takesHistoryHoweverOldAndKeepsItsTimes() {
        Answer answer = server.post(
                "/v1/import?verbose=1",
                key,
                """
                {"batch":[
                  {"type":"track","event":"e","userId":"old","messageId":"old-1","timestamp":"1970-01-01T00:00:00Z"},
                  {"type":"track","event":"e","userId":"old","messageId":"old-2","timestamp":"1999-12-31T23:59:59.999Z"},
                  {"type":"track","event":"e","userId":"old","messageId":"old-3","timestamp":"1969-12-31T23:59:59Z"}]}
                """);

        assertThat(statuses(answer)).containsExactly("stored", "stored", "rejected");
        assertThat(messages("old-1").get(0).behavior().at()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(messages("old-2").get(0).behavior().at()).isEqualTo("1999-12-31T23:59:59.999Z");
    }

    @Test
    void acknowledgesARepetitionAndDoesNotStoreItAgain() {
        server.post("/v1/track", key, track("twice", "m-twice"));
        Answer again = server.post("/v1/track?verbose=1", key, track("twice", "m-twice"));

        assertThat(statuses(again)).containsExactly("duplicate");
        assertThat(messages("m-twice")).hasSize(1);
    }

    @Test
    void doesNotLetOneBadItemSinkTheOthers() {
        Answer answer = server.post(
                "/v1/batch?verbose=1",
                key,
                """
                {"batch":[
                  {"type":"track","event":"a","anonymousId":"mixed","messageId":"mixed-1"},
                  {"type":"track","anonymousId":"mixed","messageId":"mixed-2"},
                  7,
                  {"type":"track","event":"a","anonymousId":"mixed","messageId":"mixed-1"},
                  {"type":"page","anonymousId":"mixed","messageId":"mixed-3"}]}
                """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(statuses(answer)).containsExactly("stored", "rejected", "rejected", "duplicate", "stored");
        assertThat(answer.body().get("results").get(1).get("code").asString()).isEqualTo("field-missing");
    }

    @Test
    void takesGzipThatCallsItselfAForm() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(("{\"batch\":["
                            + track("zipped", "m-zipped").replace("{\"event\"", "{\"type\":\"track\",\"event\"") + "]}")
                    .getBytes(StandardCharsets.UTF_8));
        }
        Answer answer = server.send(server.request("/v1/batch?verbose=1")
                .header("Authorization", basic(key))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(zipped.toByteArray())));

        assertThat(statuses(answer)).containsExactly("stored");
    }

    @Test
    void takesABrowsersPlainTextAndItsMultipartLie() {
        for (String type :
                List.of("text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded")) {
            Answer answer = server.send(server.request("/v1/t")
                    .header("Content-Type", type)
                    .header("Origin", "https://shop.example")
                    .POST(BodyPublishers.ofString(track("plain", "m-" + type.hashCode())
                            .replaceFirst("\\{", "{\"writeKey\":\"" + key + "\","))));

            assertThat(answer.status()).as(type).isEqualTo(200);
            assertThat(answer.response().headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue("https://shop.example");
        }
    }

    @Test
    void answersAPreflight() {
        Answer answer = server.send(server.request("/v1/t")
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.response().headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("https://shop.example");
        assertThat(answer.response().headers().firstValue("Access-Control-Allow-Headers"))
                .hasValue("authorization,content-type");
        assertThat(answer.response().headers().firstValue("Access-Control-Max-Age"))
                .hasValue("900");
    }

    @Test
    void answersEachFaultWithAProblemAndItsCode() {
        expectProblem(401, "write-key-unknown", server.post("/v1/track", "cNobodysKey00000000000000", "{}"));
        expectProblem(
                401,
                "write-key-missing",
                server.send(server.request("/v1/track").POST(BodyPublishers.ofString("{}"))));
        expectProblem(404, "path-unknown", server.post("/v1/steal", key, "{}"));
        expectProblem(400, "json-invalid", server.post("/v1/track", key, "{"));
        expectProblem(400, "batch-missing", server.post("/v1/batch", key, "{}"));
        expectProblem(400, "identity-missing", server.post("/v1/track", key, "{\"event\":\"e\"}"));
        expectProblem(413, "body-too-large", server.post("/v1/batch", key, " ".repeat(5_000_000)));
        expectProblem(
                400,
                "gzip-broken",
                server.send(server.request("/v1/track")
                        .header("X-Write-Key", key)
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofString("{}"))));
        expectProblem(
                400,
                "utf8-invalid",
                server.send(server.request("/v1/track")
                        .header("X-Write-Key", key)
                        .POST(BodyPublishers.ofByteArray(
                                new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'}))));
    }

    @Test
    void neverAnswersAHostileBodyWithAFault() {
        for (int seed = 0; seed < 500; seed++) {
            Answer answer = server.send(server.request(seed % 2 == 0 ? "/v1/batch" : "/v1/track")
                    .header("X-Write-Key", key)
                    .POST(BodyPublishers.ofByteArray(HostileBodies.make(seed))));
            assertThat(answer.status()).as("seed %d: %s", seed, answer.body()).isIn(200, 400, 413);
        }
    }

    @Test
    void keepsNothingOfAStrangerButACount() {
        String strict = server.source(ConsentPolicy.required());
        long before = server.events().size();

        Answer answer = server.post("/v1/track?verbose=1", strict, track("stranger", "m-stranger"));

        assertThat(statuses(answer)).containsExactly("refused");
        assertThat(answer.body().get("results").get(0).get("code").asString()).isEqualTo("consent-missing");
        assertThat(server.events()).hasSize((int) before);
        JsonNode counts =
                server.send(server.request("/api/refusals?hours=1")).body().get("refusals");
        assertThat(counts.values()).anySatisfy(count -> {
            assertThat(count.get("kind").asString()).isEqualTo("track");
            assertThat(count.get("reason").asString()).isEqualTo("consent-missing");
            assertThat(count.get("count").asLong()).isEqualTo(1);
        });
    }

    @Test
    void countsAResendThatComesAfterTheGrant() {
        String strict = server.source(ConsentPolicy.required());
        server.post("/v1/track", strict, track("later", "m-later"));
        server.send(
                server.request("/api/consents/collection")
                        .header("X-Write-Key", strict)
                        .header("Content-Type", "application/json")
                        .PUT(
                                BodyPublishers.ofString(
                                        """
                        {"identifier":{"type":"anonymous_id","value":"later"},"state":"granted","evidence":"banner"}
                        """)));

        assertThat(statuses(server.post("/v1/track?verbose=1", strict, track("later", "m-later"))))
                .containsExactly("stored");
    }

    @Test
    void followsTheConsentAClientReports() {
        String reporting = server.source(
                new ConsentPolicy(Mode.FROM_EVENT, Map.of("Analytics", List.of("collection")), List.of(), ""));

        assertThat(statuses(server.post("/v1/track?verbose=1", reporting, reports("c-1", null))))
                .containsExactly("refused");
        assertThat(statuses(server.post("/v1/track?verbose=1", reporting, reports("c-2", true))))
                .containsExactly("stored");
        assertThat(statuses(server.post("/v1/track?verbose=1", reporting, reports("c-3", null))))
                .containsExactly("stored");
        assertThat(statuses(server.post("/v1/track?verbose=1", reporting, reports("c-4", false))))
                .containsExactly("refused");

        assertThat(server.events(ConsentWithdrawn.class))
                .filteredOn(event -> event.evidence().origin() == Origin.CLIENT)
                .hasSize(1);
        assertThat(server.events(BehaviorsRefused.class))
                .filteredOn(event -> event.reason().equals("consent-withdrawn") && event.count() == 1)
                .isNotEmpty();
    }

    @Test
    void givesEachCustomerOfABatchOneStream() {
        String items = IntStream.range(0, 100)
                .mapToObj(i -> "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"ten-" + i % 10
                        + "\",\"messageId\":\"ten-" + i + "\"}")
                .collect(Collectors.joining(","));

        assertThat(server.post("/v1/batch", key, "{\"batch\":[" + items + "]}").status())
                .isEqualTo(200);

        assertThat(server.events(IdentifierAttached.class))
                .filteredOn(event -> event.identifier().value().startsWith("ten-"))
                .hasSize(10);
        assertThat(server.events(BehaviorRecorded.class).stream()
                        .filter(event -> event.behavior().messageId().startsWith("ten-"))
                        .collect(Collectors.groupingBy(BehaviorRecorded::customerId, Collectors.counting()))
                        .values())
                .hasSize(10)
                .containsOnly(10L);
    }

    private static String reports(String message, Boolean allowed) {
        String consent = allowed == null
                ? ""
                : ",\"context\":{\"consent\":{\"categoryPreferences\":{\"Analytics\":" + allowed + "}}}";
        return "{\"event\":\"e\",\"anonymousId\":\"reporter\",\"messageId\":\"" + message + "\"" + consent + "}";
    }

    private static String track(String visitor, String messageId) {
        return "{\"event\":\"Product Viewed\",\"anonymousId\":\"" + visitor + "\",\"messageId\":\"" + messageId
                + "\",\"properties\":{\"price\":12.50}}";
    }

    private static String basic(String key) {
        return "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> statuses(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().get("results").values().stream()
                .map(result -> result.get("status").asString())
                .toList();
    }

    private static void expectProblem(int status, String code, Answer answer) {
        assertThat(answer.status()).as(code).isEqualTo(status);
        assertThat(answer.body().get("code").asString()).isEqualTo(code);
        assertThat(answer.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
    }

    private static List<BehaviorRecorded> messages(String messageId) {
        return server.events(BehaviorRecorded.class).stream()
                .filter(event -> event.behavior().messageId().equals(messageId))
                .toList();
    }
}
