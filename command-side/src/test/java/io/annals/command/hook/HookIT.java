package io.annals.command.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.command.source.Sources;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import io.annals.contracts.source.SourceEvent.SourceHookSecretRotated;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A third party's webhook: believed by its signature, understood by its source's mapping, held when it is not. */
class HookIT {

    private static final String SHOP =
            """
            {"signature": {"scheme": "BODY", "header": "X-Shopify-Hmac-Sha256", "encoding": "BASE64"},
             "calls": [
              {"type": "identify", "when": {"@X-Shopify-Topic": "orders/create"}, "userId": "{/customer/id}",
               "messageId": "customer-{@X-Shopify-Webhook-Id}", "timestamp": "{created_at}",
               "traits": {"email": "{/customer/email}"}},
              {"type": "track", "when": {"@X-Shopify-Topic": "orders/create"}, "event": "Order Completed",
               "userId": "{/customer/id}", "messageId": "order-{@X-Shopify-Webhook-Id}", "timestamp": "{created_at}",
               "properties": {"order_id": "{id}", "revenue": {"$number": "{total_price}"}, "first": "{/line_items/0/sku}",
                "products": {"$each": {"product_id": "{sku}", "quantity": "{quantity}"}, "of": "{line_items}"}}}]}
            """;

    private static final String STRIPE =
            """
            {"signature": {"scheme": "TIMESTAMPED", "header": "Stripe-Signature", "encoding": "HEX", "prefix": "v1="},
             "calls": [{"type": "track", "event": "{type}", "userId": "{customer}", "messageId": "{id}",
                        "timestamp": "{@received}"}]}
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
    void makesCallsOfAnOrderAndNoneOfItsRedelivery() throws Exception {
        String source = source(SHOP);
        String secret = secret(source, "{}");
        String body = order("c-1", "19.90");

        assertThat(statuses(shopify(source, secret, body, "delivery-1"))).containsExactly("stored", "stored");
        assertThat(statuses(shopify(source, secret, body, "delivery-1"))).containsExactly("duplicate", "duplicate");

        List<BehaviorRecorded> stored = stored(source);
        assertThat(stored).hasSize(1);
        assertThat(stored.get(0).behavior().name()).isEqualTo("Order Completed");
        assertThat(stored.get(0).behavior().properties())
                .containsEntry("revenue", new BigDecimal("19.90"))
                .containsEntry("first", "TEA")
                .containsEntry(
                        "products",
                        List.of(
                                Map.of("product_id", "TEA", "quantity", 2),
                                Map.of("product_id", "CUP", "quantity", 1)));
        assertThat(stored.get(0).behavior().at()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(server.events(IdentifierAttached.class))
                .extracting(attached -> attached.identifier().value())
                .contains("c-1", "c-1@shop.example");
    }

    @Test
    void takesTheSettingsOfTheGuide() throws Exception {
        String guide = Files.readString(Path.of("../docs/webhooks.md"));
        String json = guide.substring(guide.indexOf("```json", guide.indexOf("<!-- hook -->")) + 7);
        String source = source(json.substring(0, json.indexOf("```")));
        assertThat(statuses(shopify(source, secret(source, "{}"), order("c-9", "5"), "guide")))
                .containsExactly("stored");
    }

    @Test
    void believesNobodyWithoutTheSecret() throws Exception {
        String source = source(SHOP);
        assertThat(code(401, shopify(source, "whatever", order("c-2", "1"), "d")))
                .isEqualTo("signature-wrong");
        String secret = secret(source, "{}");
        String tampered = order("c-2", "1000");
        Answer forged = post(source, tampered, "X-Shopify-Hmac-Sha256", base64(hmac(secret, order("c-2", "1"))));
        assertThat(code(401, forged)).isEqualTo("signature-wrong");
        assertThat(code(401, post(source, tampered, "X-Other", "x"))).isEqualTo("signature-missing");
        assertThat(code(401, shopify("nothing", secret, tampered, "d"))).isEqualTo("signature-wrong");
        assertThat(code(401, shopify(plainSource(), secret, tampered, "d"))).isEqualTo("signature-wrong");
        assertThat(server.send(server.request("/v1/hooks/" + source)).status()).isEqualTo(405);
        assertThat(stored(source)).isEmpty();
    }

    @Test
    void showsASecretOnceAndKeepsItSealed() {
        String source = source(SHOP);
        String secret = secret(source, "{\"secret\":\"given-by-the-third-party\"}");
        assertThat(secret).isEqualTo("given-by-the-third-party");
        assertThat(server.send(server.request(path(source))).response().body()).doesNotContain(secret);
        assertThat(server.events(SourceHookSecretRotated.class).toString()).doesNotContain(secret);
        assertThat(new JdbcTemplate(server.bean(DataSource.class))
                        .queryForList("select sealed from hook_secret where source_id = ?", String.class, source))
                .singleElement()
                .satisfies(kept -> assertThat(new String(Base64.getDecoder().decode(kept), UTF_8))
                        .doesNotContain(secret));
    }

    @Test
    void believesAFormerSecretForAsLongAsItWasGiven() throws Exception {
        String source = source(SHOP);
        String first = secret(source, "{}");
        String second = secret(source, "{\"graceSeconds\":3600}");
        assertThat(shopify(source, first, order("c-4", "1"), "a").status()).isEqualTo(200);
        assertThat(shopify(source, second, order("c-4", "1"), "b").status()).isEqualTo(200);

        String third = secret(source, "{}");
        assertThat(shopify(source, second, order("c-4", "1"), "c").status()).isEqualTo(401);
        assertThat(shopify(source, first, order("c-4", "1"), "d").status()).isEqualTo(401);
        assertThat(shopify(source, third, order("c-4", "1"), "e").status()).isEqualTo(200);
    }

    @Test
    void refusesATimedSignatureThatIsPlayedAgainLater() throws Exception {
        String source = source(STRIPE);
        String secret = secret(source, "{}");
        String body = "{\"id\":\"evt_1\",\"type\":\"Invoice Paid\",\"customer\":\"cus_1\"}";
        long now = Instant.now().getEpochSecond();

        assertThat(statuses(timed(source, secret, body, now))).containsExactly("stored");
        assertThat(statuses(timed(source, secret, body, now - 60))).containsExactly("duplicate");
        assertThat(code(401, timed(source, secret, body, now - 3_600))).isEqualTo("signature-expired");
        assertThat(stored(source)).hasSize(1);
    }

    @Test
    void holdsWhatItsMappingDoesNotKnowUntilABetterOneDoes() throws Exception {
        String source =
                source(STRIPE.replace("\"type\": \"track\",", "\"type\": \"track\", \"when\": {\"type\": \"A\"},"));
        String secret = secret(source, "{}");
        String body = "{\"id\":\"evt_2\",\"type\":\"B\",\"customer\":\"cus_2\"}";

        assertThat(statuses(timed(source, secret, body, Instant.now().getEpochSecond())))
                .containsExactly("rejected: hook-unmapped");
        JsonNode held = held(source).get(0);
        assertThat(held.get("reason").asString()).isEqualTo("hook-unmapped");
        assertThat(code(422, release(held))).isEqualTo("hook-unmapped");

        assertThat(put(source, STRIPE).status()).isEqualTo(200);
        assertThat(release(held).body().get("outcome").asString()).isEqualTo("STORED");
        assertThat(stored(source))
                .extracting(recorded -> recorded.behavior().name())
                .containsExactly("B");
        assertThat(held(source)).isEmpty();
    }

    @Test
    void saysWhyABodyDoesNotFitWithoutQuotingIt() throws Exception {
        String source = source(SHOP);
        String secret = secret(source, "{}");
        Answer unfit = shopify(source, secret, order("c-6", "anna@shop.example"), "d-6");

        assertThat(statuses(unfit)).containsExactly("rejected: hook-unfit");
        assertThat(held(source).get(0).get("detail").asString())
                .isEqualTo("calls[1] cannot be made of it: a value is not a number.");
        assertThat(stored(source)).isEmpty();
        assertThat(code(400, shopify(source, secret, "no json", "d-7"))).isEqualTo("json-invalid");
    }

    @Test
    void explainsSettingsThatCannotBe() {
        String source = plainSource();
        String signature = "{\"scheme\":\"BODY\",\"header\":\"X-S\",\"encoding\":\"HEX\"}";
        Map.of(
                        "{}",
                        "hook-invalid",
                        "{\"signature\":{},\"calls\":[{}]}",
                        "mapping-invalid",
                        "{\"signature\":" + signature + ",\"calls\":[{\"type\":\"sing\"}]}",
                        "mapping-invalid",
                        "{\"signature\":{\"scheme\":\"BODY\",\"header\":\"a b\",\"encoding\":\"HEX\"},\"calls\":"
                                + STRIPE.substring(STRIPE.indexOf("[")),
                        "hook-invalid",
                        STRIPE.replace("\"v1=\"", "\"\""),
                        "hook-invalid",
                        STRIPE.replace("\"event\"", "\"repeat\": \"always\", \"event\""),
                        "mapping-invalid")
                .forEach((settings, code) -> assertThat(code(422, put(source, settings)))
                        .as(settings)
                        .isEqualTo(code));
        assertThat(code(422, rotate(source, "{\"secret\":\"short\"}"))).isEqualTo("secret-invalid");
        assertThat(code(422, rotate(source, "{\"graceSeconds\":-1}"))).isEqualTo("grace-invalid");
        assertThat(code(404, put("nothing", SHOP))).isEqualTo("source-unknown");
    }

    private static String plainSource() {
        return server.bean(Sources.class)
                .open(server.source(CommandServer.asserted()))
                .sourceId();
    }

    private static String source(String hook) {
        String source = plainSource();
        Answer changed = put(source, hook);
        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
        assertThat(changed.body().get("path").asString()).isEqualTo("/v1/hooks/" + source);
        return source;
    }

    private static String path(String source) {
        return "/api/sources/" + source + "/hook";
    }

    private static Answer put(String source, String hook) {
        return server.send(server.request(path(source))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(hook)));
    }

    private static Answer rotate(String source, String body) {
        return server.send(server.request(path(source) + "/secrets")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String secret(String source, String body) {
        Answer rotated = rotate(source, body);
        assertThat(rotated.status()).isEqualTo(201);
        return rotated.body().get("secret").asString();
    }

    private static String order(String customer, String total) {
        return "{\"id\":1001,\"created_at\":\"2026-03-01T10:00:00Z\",\"total_price\":\"" + total
                + "\",\"customer\":{\"id\":\"" + customer + "\",\"email\":\"" + customer + "@shop.example\"},"
                + "\"line_items\":[{\"sku\":\"TEA\",\"quantity\":2},{\"sku\":\"CUP\",\"quantity\":1}]}";
    }

    private static Answer shopify(String source, String secret, String body, String delivery) throws Exception {
        return post(
                source,
                body,
                "X-Shopify-Hmac-Sha256",
                base64(hmac(secret, body)),
                "x-shopify-topic",
                "orders/create",
                "X-Shopify-Webhook-Id",
                delivery);
    }

    private static Answer timed(String source, String secret, String body, long seconds) throws Exception {
        String signature = HexFormat.of().formatHex(hmac(secret, seconds + "." + body));
        return post(source, body, "Stripe-Signature", "t=" + seconds + ",v1=" + signature);
    }

    private static Answer post(String source, String body, String... headers) {
        return server.send(server.request("/v1/hooks/" + source + "?verbose=1")
                .headers(headers)
                .POST(BodyPublishers.ofString(body)));
    }

    private static byte[] hmac(String secret, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String code(int status, Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        return answer.body().get("code").asString();
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

    private static List<BehaviorRecorded> stored(String source) {
        return server.events(BehaviorRecorded.class).stream()
                .filter(recorded -> recorded.behavior().source().equals(source))
                .toList();
    }

    private static JsonNode held(String source) {
        return server.send(server.request("/api/quarantine?source=" + source))
                .body()
                .get("items");
    }

    private static Answer release(JsonNode held) {
        return server.send(server.request("/api/quarantine/" + held.get("id").asLong() + "/release")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    }
}
