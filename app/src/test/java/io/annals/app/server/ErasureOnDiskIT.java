package io.annals.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.annals.app.Settings;
import io.annals.app.client.ApiClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer with ten thousand events is forgotten: how long that takes, and what is left of them on the disk. */
class ErasureOnDiskIT {

    private static final int EVENTS = 10_000;
    private static final Duration PROMISED = Duration.ofSeconds(5);
    private static final String EMAIL = "quilliana.zwartberg@fjordmail.example";
    private static final String USER = "user-zz91-quilliana";

    private final HttpClient http = HttpClient.newHttpClient();
    private Path home;
    private Server server;
    private Settings settings;
    private ApiClient api;

    @BeforeEach
    void start() throws IOException {
        home = Files.createTempDirectory("annals-erasure-it");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (ServerSocket free = new ServerSocket(0)) {
            settings = Settings.load(
                    Map.of("annals.home", home.toString(), "annals.port", String.valueOf(free.getLocalPort())));
        }
        server = Server.start(settings, line -> {});
        api = ApiClient.ofHome(settings);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        try (var paths = Files.walk(home)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void leavesNothingOfAPersonButTheSuppression() throws Exception {
        String key = Files.readString(settings.writeKey()).strip();
        identify(key, USER, EMAIL, "Quilliana Zwartberg", "+8613987650412", "glimmerwort-purple");
        identify(
                key, "someone-who-stays", "stays@fjordmail.example", "Remaining Person", "+8613712312312", "tea-green");
        for (int from = 0; from < EVENTS; from += 500) {
            track(key, from);
        }
        String customer = awaited(EVENTS);
        // Such a question leaves checkpoints behind.
        assertThat(api.get("/api/customers/" + customer + "?asOf=" + Instant.now())
                        .at("/totals/events")
                        .asInt())
                .isEqualTo(EVENTS);
        Needles needles = needles(customer);
        needles.text("e-mail", EMAIL);
        needles.text("user id", USER);
        needles.text("name", "Quilliana Zwartberg");
        needles.text("phone", "13987650412");
        needles.text("trait", "glimmerwort-purple");
        needles.text("event", "Snorkelbush Pressed");
        needles.text("property", "vexillomarmalade");

        assertThat(kinds(needles.in(home)))
                .as("what is there before can be found")
                .contains("identifier hash", "wrapped key", "trait", "event");

        long began = System.nanoTime();
        JsonNode erased = api.post("/api/customers/" + customer + "/erasure", Map.of("reason", "SUBJECT_REQUEST"));
        long acknowledged = millisSince(began);
        await().atMost(PROMISED)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    for (String path : List.of("", "?asOf=" + Instant.now(), "/history")) {
                        assertThat(code("/api/customers/" + customer + path))
                                .as(path)
                                .isEqualTo("customer-erased");
                    }
                    assertThat(code("/api/behaviors?customer=" + customer)).isEqualTo("customer-erased");
                });
        long refused = millisSince(began);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    assertThat(code("/api/customers?q=" + customer)).isEqualTo("customer-erased");
                    assertThat(api.get("/api/customers?identifier=email:" + EMAIL)
                                    .get("total")
                                    .asInt())
                            .isZero();
                    assertThat(api.get("/api/behaviors?name=Snorkelbush%20Pressed")
                                    .get("total")
                                    .asInt())
                            .isZero();
                });
        System.out.printf(
                "erased %,d events: acknowledged after %d ms, asked about them \"erased\" after %d ms, out of the indices after"
                        + " %d ms%n",
                EVENTS, acknowledged, refused, millisSince(began));
        JsonNode certificate = api.get("/api/customers/" + customer + "/erasure/certificate");
        assertThat(certificate.at("/events/kinds/behavior-recorded").asInt()).isEqualTo(EVENTS);
        assertThat(certificate.get("keysLeft").asInt()).isZero();
        assertThat(certificate.get("position").asLong())
                .isEqualTo(erased.get("position").asLong());
        assertThat(certificate.get("views")).allMatch(view -> view.get("purged").asBoolean());
        assertThat(page(customer)).contains("数据删除证明", "Certificate of erasure", customer);

        JsonNode compacted = api.postAndWait("/api/compaction");
        System.out.println(compacted);
        assertThat(compacted.get("engines")).hasSize(3).allMatch(engine -> engine.get("refused")
                .isEmpty());
        server.close();

        assertThat(needles.in(home)).isEmpty();
    }

    private Needles needles(String customer) throws SQLException, IOException {
        Needles needles = new Needles();
        String url = Files.readString(home.resolve("postgres-url")).strip();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            try (ResultSet hashes =
                    statement.executeQuery("select hash from identifier where customer_id = '" + customer + "'")) {
                while (hashes.next()) {
                    needles.text("identifier hash", hashes.getString(1));
                }
            }
            try (ResultSet keys =
                    statement.executeQuery("select wrapped from subject_key where subject = '" + customer + "'")) {
                while (keys.next()) {
                    needles.bytes("wrapped key", keys.getBytes(1));
                }
            }
            statement.execute("analyze");
        }
        return needles;
    }

    private static TreeSet<String> kinds(TreeSet<String> found) {
        TreeSet<String> kinds = new TreeSet<>();
        found.forEach(one -> kinds.add(one.substring(0, one.indexOf(" in "))));
        return kinds;
    }

    private void identify(String key, String user, String email, String name, String phone, String favourite) {
        send(
                key,
                List.of(Map.of(
                        "type",
                        "identify",
                        "userId",
                        user,
                        "traits",
                        Map.of("email", email, "name", name, "phone", phone, "favourite", favourite))));
    }

    private void track(String key, int from) {
        List<Map<String, Object>> batch = new ArrayList<>();
        IntStream.range(from, from + 500)
                .forEach(i -> batch.add(Map.of(
                        "type",
                        "track",
                        "event",
                        "Snorkelbush Pressed",
                        "messageId",
                        "m-" + i,
                        "userId",
                        USER,
                        "properties",
                        Map.of("note", "vexillomarmalade " + i))));
        send(key, batch);
    }

    private void send(String key, List<Map<String, Object>> batch) {
        api.track("/v1/batch", key, JsonMapper.shared().writeValueAsBytes(Map.of("batch", batch)));
    }

    /** The customer, once every view has all their events. */
    private String awaited(int events) {
        await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> {
            assertThat(api.get("/api/behaviors?name=Snorkelbush%20Pressed")
                            .get("total")
                            .asInt())
                    .isEqualTo(events);
            assertThat(found().at("/customers/0/events").asInt()).isEqualTo(events);
        });
        return found().at("/customers/0/customerId").asString();
    }

    private JsonNode found() {
        return api.get("/api/customers?identifier=email:" + EMAIL);
    }

    private String code(String path) throws Exception {
        HttpResponse<String> answer = answer(path);
        return answer.statusCode() == 410
                ? JsonMapper.shared().readTree(answer.body()).path("code").asString()
                : String.valueOf(answer.statusCode());
    }

    private String page(String customer) throws Exception {
        return answer("/api/customers/" + customer + "/erasure/certificate.html")
                .body();
    }

    private HttpResponse<String> answer(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(settings.url() + path))
                        .header(
                                "Authorization",
                                "Bearer "
                                        + Files.readString(settings.adminToken())
                                                .strip())
                        .build(),
                BodyHandlers.ofString());
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
