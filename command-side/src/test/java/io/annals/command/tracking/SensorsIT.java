package io.annals.command.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import io.annals.contracts.customer.IdentityEvent.TraitsChanged;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SensorsIT {

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
    void storesAGzippedListOnce() throws IOException {
        String list =
                """
                [{"distinct_id":"list-1","type":"track","event":"ViewProduct","time":1767225600000,"_track_id":7,
                  "lib":{"$lib":"Java","$lib_version":"3.6.8"},"properties":{"price":12.5,"$is_login_id":true}},
                 {"distinct_id":"cookie-1","type":"track","event":"$pageview","time":1767225601000,"_track_id":8,
                  "properties":{"$url":"https://shop.example/tea","$title":"Tea"}}]
                """;
        String form = "gzip=1&data_list=" + encoded(zipped(list));

        assertThat(statuses(post(form))).containsExactly("stored", "stored");
        assertThat(statuses(post(form))).containsExactly("duplicate", "duplicate");

        Behavior viewed = only("ViewProduct");
        assertThat(viewed.kind()).isEqualTo("track");
        assertThat(viewed.properties()).isEqualTo(Map.of("price", new BigDecimal("12.5")));
        assertThat(viewed.at()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(viewed.context().get("library")).isEqualTo(Map.of("name", "Java", "version", "3.6.8"));
        assertThat(ownerOf(Identifier.USER_ID, "list-1")).isNotEmpty();
        Behavior page = only("Tea");
        assertThat(page.kind()).isEqualTo("page");
        assertThat(page.properties()).containsEntry("url", "https://shop.example/tea");
        assertThat(ownerOf(Identifier.ANONYMOUS_ID, "cookie-1")).isNotEmpty();
    }

    @Test
    void readsTheAddressOfAnImage() {
        String data = encoded("{\"distinct_id\":\"image-1\",\"type\":\"track\",\"event\":\"Looked\",\"properties\":{}}"
                .getBytes(StandardCharsets.UTF_8));

        Answer answer = server.send(server.request("/sa.gif?project=" + key + "&data=" + data + "&ext=crc%3D-1")
                .GET());

        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("image/gif");
        assertThat(only("Looked").kind()).isEqualTo("track");
    }

    @Test
    void joinsTheVisitorWithWhomTheySignUpAs() {
        post(record("{\"distinct_id\":\"was-visitor\",\"type\":\"track\",\"event\":\"Browsed\",\"properties\":{}}"));
        post(record("{\"distinct_id\":\"now-member\",\"original_id\":\"was-visitor\",\"type\":\"track_signup\","
                + "\"event\":\"$SignUp\",\"identities\":{\"$identity_mobile\":\"13800138000\"},\"properties\":{}}"));

        assertThat(ownerOf(Identifier.USER_ID, "now-member"))
                .isEqualTo(ownerOf(Identifier.ANONYMOUS_ID, "was-visitor"));
        assertThat(server.events(IdentifierAttached.class))
                .filteredOn(event -> event.customerId().equals(ownerOf(Identifier.USER_ID, "now-member")))
                .extracting(event -> event.identifier().type())
                .contains(Identifier.PHONE);
        assertThat(only("Signed In").kind()).isEqualTo("track");
    }

    @Test
    void statesTraitsOnceTakesThemAwayAndRecordsWhatIsCounted() {
        post(profile("profile_set", "{\"$name\":\"Ada\",\"level\":\"gold\"}"));
        post(profile("profile_set_once", "{\"level\":\"silver\",\"channel\":\"fair\"}"));
        post(profile("profile_set_once", "{\"channel\":\"web\"}"));
        post(profile("profile_increment", "{\"points\":5}"));
        post(profile("profile_append", "{\"likes\":[\"tea\"]}"));
        post(profile("profile_unset", "{\"level\":true}"));

        Map<String, Object> traits = new HashMap<>();
        server.events(TraitsChanged.class).stream()
                .filter(event -> event.customerId().equals(ownerOf(Identifier.ANONYMOUS_ID, "profiled")))
                .forEach(event -> traits.putAll(event.traits()));
        Map<String, Object> expected = new HashMap<>(Map.of("name", "Ada", "channel", "fair"));
        expected.put("level", null);
        assertThat(traits).isEqualTo(expected);
        assertThat(only("Profile Incremented").properties()).isEqualTo(Map.of("points", 5));
        assertThat(only("Profile Appended").properties()).isEqualTo(Map.of("likes", List.of("tea")));
    }

    @Test
    void saysWhatItCannotTakeAndTakesTheRest() {
        String list = "[{\"type\":\"item_set\",\"item_type\":\"book\",\"item_id\":\"1\",\"properties\":{}},3,"
                + "{\"distinct_id\":\"rest\",\"type\":\"track\",\"event\":\"Rest\"}]";

        assertThat(statuses(post("data_list=" + encoded(list.getBytes(StandardCharsets.UTF_8)))))
                .containsExactly("rejected", "rejected", "stored");
        expectProblem(400, "batch-missing", post("nothing=1"));
        expectProblem(400, "base64-invalid", post("data=%25%25"));
        expectProblem(400, "json-invalid", post("data=" + encoded("[".getBytes(StandardCharsets.UTF_8))));
        expectProblem(
                401, "write-key-missing", server.send(server.request("/sa").POST(BodyPublishers.ofString("data="))));
    }

    @Test
    void neverAnswersHostileDataWithAFault() {
        for (int seed = 0; seed < 300; seed++) {
            String data = (seed % 2 == 0 ? "data_list=" : "data=") + encoded(HostileBodies.make(seed));
            assertThat(post(data).status()).as("seed %d", seed).isIn(200, 400, 413);
        }
    }

    private static String profile(String type, String properties) {
        return record("{\"distinct_id\":\"profiled\",\"type\":\"" + type + "\",\"properties\":" + properties + "}");
    }

    private static String record(String json) {
        return "data=" + encoded(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer post(String form) {
        return server.send(server.request("/sa?verbose=1&project=" + key)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private static String encoded(byte[] bytes) {
        return URLEncoder.encode(Base64.getEncoder().encodeToString(bytes), StandardCharsets.UTF_8);
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }

    private static List<String> statuses(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().get("results").values().stream()
                .map(result -> result.get("status").asString())
                .toList();
    }

    private static Behavior only(String name) {
        List<Behavior> found = server.events(BehaviorRecorded.class).stream()
                .map(BehaviorRecorded::behavior)
                .filter(behavior -> behavior.name().equals(name))
                .toList();
        assertThat(found).as(name).hasSize(1);
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
