package io.annals.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.annals.app.Plain;
import io.annals.app.Settings;
import io.annals.app.client.ApiClient;
import io.annals.app.demo.SimulatedShop;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The whole server on its embedded engines, with a simulated shop in it, asked from outside. */
class ServerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Path home;
    private static Settings settings;
    private static Server server;
    private static ApiClient api;
    private static String writeKey;

    @BeforeAll
    static void start() throws IOException {
        home = Files.createTempDirectory("annals-server-it");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        settings = Settings.load(Map.of("annals.home", home.toString(), "annals.port", freePort()));
        server = Server.start(settings, line -> {});
        api = ApiClient.ofHome(settings);
        writeKey = Files.readString(settings.writeKey()).strip();
        JsonNode shop =
                api.post("/api/sources", Map.of("name", SimulatedShop.SOURCE, "consentPolicy", SimulatedShop.CONSENT));
        Clock clock = Clock.fixed(Instant.parse("2026-06-01T10:00:00Z"), ZoneOffset.UTC);
        new SimulatedShop(ApiClient.withoutToken(settings), clock)
                .play(shop.get("writeKey").asString(), (done, of) -> {});
        awaitViews();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        try (var paths = Files.walk(home)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void answersUpOnceEveryRoleServes() throws Exception {
        assertThat(send(request("/actuator/health"), null).body()).contains("\"status\":\"UP\"");
    }

    @Test
    void showsWhatACustomerDidAndWhatTheyAllowed() {
        track("{\"userId\":\"grace\",\"event\":\"Order Completed\",\"timestamp\":\"2026-05-01T10:00:00Z\","
                + "\"properties\":{\"order_id\":\"o-1\",\"revenue\":19.90}}");
        String id = await().atMost(PATIENCE).until(() -> find("user_id:grace"), found -> found != null);

        JsonNode customer = api.get("/api/customers/" + id);
        assertThat(customer.at("/totals/orders/count").asInt()).isEqualTo(1);
        assertThat(customer.at("/totals/orders/amount").decimalValue()).isEqualByComparingTo("19.90");
        assertThat(api.get("/api/customers/" + id + "?asOf=2026-04-30T00:00:00Z")
                        .at("/totals/orders/count")
                        .asInt())
                .isZero();
        assertThat(api.get("/api/customers/" + id + "/history?name=Order%20Completed")
                        .get("events"))
                .hasSize(1);
    }

    @Test
    void keepsNothingMoreOnceConsentIsWithdrawn() {
        track("{\"userId\":\"linus\",\"event\":\"Product Viewed\",\"properties\":{}}");
        String id = await().atMost(PATIENCE).until(() -> find("user_id:linus"), found -> found != null);
        api.putWithWriteKey(
                "/api/consents/collection",
                writeKey,
                Map.of(
                        "identifier",
                        Map.of("type", "user_id", "value", "linus"),
                        "state",
                        "withdrawn",
                        "evidence",
                        Map.of("statement", "said no in the app")));

        JsonNode answer =
                track("{\"userId\":\"linus\",\"event\":\"Product Viewed\",\"properties\":{\"secret\":\"x\"}}");

        assertThat(answer.at("/results/0/status").asString()).isEqualTo("refused");
        assertThat(api.get("/api/customers/" + id + "/history?limit=100&order=asc")
                        .toString())
                .contains("behaviors-refused")
                .doesNotContain("secret");
    }

    @Test
    void keepsNothingOfSomebodyUnknownWhoseSourceNeedsConsent() {
        JsonNode source = api.post("/api/sources", Map.of("name", "strict"));
        String before = api.get("/api/status").get("head").asString();

        JsonNode answer = ApiClient.withoutToken(settings)
                .track(
                        "/v1/track?verbose=1",
                        source.get("writeKey").asString(),
                        bytes("{\"userId\":\"nobody\",\"event\":\"Product Viewed\"}"));

        assertThat(answer.at("/results/0/status").asString()).isEqualTo("refused");
        assertThat(api.get("/api/status").get("head").asString()).isEqualTo(before);
        await().atMost(PATIENCE).until(() -> api.get("/api/refusals")
                .toString()
                .contains(source.get("sourceId").asString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer-view", "customer-search", "behavior-index"})
    void rebuildsAViewThatEqualsTheLiveOne(String view) {
        String current = "/api/views/" + view + "/replays/current";
        api.post("/api/views/" + view + "/replays", Map.of());

        JsonNode replay = await().atMost(Duration.ofMinutes(3))
                .until(() -> api.get(current), seen -> !Set.of("building", "comparing")
                        .contains(seen.get("state").asString()));

        assertThat(replay.get("state").asString()).as(replay.toString()).isEqualTo("switched");
        assertThat(replay.get("compared").asLong()).isPositive();
    }

    @Test
    void givesEveryEndpointARole() throws Exception {
        Set<String> open = new TreeSet<>(List.of());
        for (Map.Entry<String, JsonNode> path :
                api.get("/openapi.json").get("paths").properties()) {
            for (String method : path.getValue().propertyNames()) {
                String url = path.getKey().replaceAll("\\{[^}]+}", "x");
                HttpResponse<String> answer = send(
                        request(url).method(method.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.ofString("{}")),
                        null);
                if (answer.statusCode() != 401) {
                    open.add(method + " " + path.getKey() + " " + answer.statusCode());
                }
                assertThat(send(
                                        request(url)
                                                .method(
                                                        method.toUpperCase(Locale.ROOT),
                                                        HttpRequest.BodyPublishers.ofString("{")),
                                        token())
                                .statusCode())
                        .as("%s %s for an administrator", method, path.getKey())
                        .isNotEqualTo(403)
                        .isLessThan(500);
            }
        }
        assertThat(open).as("answered without a token").isEmpty();
    }

    @Test
    void restoresABackupIntoAnEmptyHomeAndRebuildsTheViews() throws Exception {
        Path other = Files.createDirectory(home.resolve("restored"));
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.copy(home.resolve("master-key.json"), other.resolve("master-key.json"));
        Settings restored = Settings.load(Map.of("annals.home", other.toString(), "annals.port", freePort()));
        long head = api.get("/api/status").get("head").asLong();
        try (InputStream backup = api.stream("/api/backup")) {
            Restore.into(restored, backup, line -> {});
        }

        try (Server second = Server.start(restored, line -> {})) {
            assertThat(second).isNotNull();
            ApiClient asked = ApiClient.ofHome(restored);
            assertThat(asked.get("/api/status").get("head").asLong()).isGreaterThanOrEqualTo(head);
            await().atMost(PATIENCE).until(() -> asked.get("/api/views")
                    .get("views")
                    .valueStream()
                    .allMatch(view -> view.get("lag").asLong() == 0));
            assertThat(asked.get("/api/customers?limit=1").get("total").asLong())
                    .isGreaterThan(100);
        }
    }

    @Test
    void refusesAPortInUseWithOneSentence() {
        Settings same = Settings.load(Map.of(
                "annals.home", home.resolve("other").toString(), "annals.port", String.valueOf(settings.port())));

        assertThatThrownBy(() -> Server.start(same, line -> {}))
                .isInstanceOf(Plain.class)
                .hasMessageContaining("choose another (ANNALS_PORT)");
    }

    private static JsonNode track(String call) {
        return ApiClient.withoutToken(settings).track("/v1/track?verbose=1", writeKey, bytes(call));
    }

    private static String find(String identifier) {
        JsonNode found = api.get("/api/customers?identifier=" + identifier).get("customers");
        return found.isEmpty() ? null : found.get(0).get("customerId").asString();
    }

    private static void awaitViews() {
        await().atMost(Duration.ofMinutes(2)).until(() -> api.get("/api/views")
                .get("views")
                .valueStream()
                .allMatch(view -> view.get("lag").asLong() == 0));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(settings.url() + path)).header("Content-Type", "application/json");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String token) throws Exception {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String token() throws IOException {
        return Files.readString(settings.adminToken()).strip();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
