package io.annals.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.annals.app.Settings;
import io.annals.app.client.ApiClient;
import io.annals.engines.Engines.Kind;
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
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Engines given by address go away under load, without a word, and come back. */
class EnginesAwayIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Map<Kind, List<String>> VIEWS = Map.of(
            Kind.MONGODB, List.of("customer-view"),
            Kind.ELASTICSEARCH, List.of("customer-search", "behavior-index"));

    private static final Map<Kind, RemoteEngine> ENGINES = new EnumMap<>(Kind.class);

    private static Settings settings;
    private static Server server;
    private static ApiClient api;
    private static String writeKey;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        for (Kind kind : Kind.values()) {
            ENGINES.put(kind, new RemoteEngine(kind, folder.resolve(kind.name())));
        }
        settings = Settings.load(Map.of(
                "annals.home", folder.resolve("home").toString(),
                "annals.port", freePort(),
                "annals.postgres.url", ENGINES.get(Kind.POSTGRES).address(),
                "annals.mongodb.uri", ENGINES.get(Kind.MONGODB).address(),
                "annals.elasticsearch.url", ENGINES.get(Kind.ELASTICSEARCH).address()));
        server = Server.start(settings, line -> {});
        api = ApiClient.ofHome(settings);
        writeKey = Files.readString(settings.writeKey()).strip();
        Awaitility.setDefaultTimeout(PATIENCE);
    }

    @AfterAll
    static void stop() {
        Awaitility.reset();
        server.close();
        ENGINES.values().forEach(RemoteEngine::close);
    }

    @Test
    void answers503WhileTheEventStoreIsGoneAndLosesNothingItAcknowledged() throws Exception {
        Crowd crowd = busy("gone");

        ENGINES.get(Kind.POSTGRES).kill();

        await().until(() -> crowd.answered("503") > 20);
        assertThat(health()).isEqualTo(503);
        assertThat(ask("/api/views").body()).contains("store-unavailable");
        ENGINES.get(Kind.POSTGRES).start();
        goesOn(crowd);
        Map<String, Long> done = crowd.leave();
        assertThat(crowd.statuses()).containsOnlyKeys("200", "503");
        assertThat(seenOf(done.keySet())).isEqualTo(done);
    }

    @Test
    void answers503WhileTheEventStoreIsSilentAndLosesNothingItAcknowledged() throws Exception {
        Crowd crowd = busy("silent");

        ENGINES.get(Kind.POSTGRES).freeze();

        await().until(() -> crowd.answered("503") > 0);
        ENGINES.get(Kind.POSTGRES).thaw();
        goesOn(crowd);
        Map<String, Long> done = crowd.leave();
        assertThat(crowd.statuses()).containsOnlyKeys("200", "503");
        assertThat(seenOf(done.keySet())).isEqualTo(done);
    }

    @ParameterizedTest
    @EnumSource(names = {"ELASTICSEARCH", "MONGODB"})
    void goesOnWithoutAReadModelThatCatchesUpLater(Kind kind) throws Exception {
        Crowd crowd = busy(kind.name());

        ENGINES.get(kind).kill();

        await().untilAsserted(() -> assertThat(VIEWS.get(kind)).allSatisfy(view -> {
            assertThat(view(view).get("lag").asLong()).isGreaterThan(100);
            assertThat(view(view).get("lastError").asString()).isNotBlank();
        }));
        assertThat(health()).isEqualTo(503);
        assertThat(engine(kind).get("healthy").asBoolean()).isFalse();
        ENGINES.get(kind).start();
        await().until(() -> health() == 200);
        Map<String, Long> done = crowd.leave();
        assertThat(crowd.statuses()).containsOnlyKeys("200");
        assertThat(seenOf(done.keySet())).isEqualTo(done);
        VIEWS.get(kind).forEach(EnginesAwayIT::equalsItsRebuild);
    }

    private static Crowd busy(String name) {
        await().until(() -> health() == 200);
        Crowd crowd = new Crowd(name, settings.url(), writeKey);
        await().until(() -> crowd.answered("200") > 100);
        return crowd;
    }

    private static void goesOn(Crowd crowd) {
        long before = crowd.answered("200");
        await().until(() -> crowd.answered("200") > before + 100);
    }

    /** How many things each did, as the views know it once they have seen everything. */
    private static Map<String, Long> seenOf(Set<String> users) {
        await().until(() -> api.get("/api/views")
                .get("views")
                .valueStream()
                .allMatch(view -> view.get("lag").asLong() == 0));
        Map<String, Long> seen = new TreeMap<>();
        for (String user : users) {
            String id = api.get("/api/customers?identifier=user_id:" + user)
                    .at("/customers/0/customerId")
                    .asString();
            seen.put(user, api.get("/api/customers/" + id).at("/totals/events").asLong());
        }
        return seen;
    }

    private static void equalsItsRebuild(String view) {
        api.post("/api/views/" + view + "/replays", Map.of());
        JsonNode replay = await().until(() -> api.get("/api/views/" + view + "/replays/current"), seen -> !Set.of(
                        "building", "comparing")
                .contains(seen.get("state").asString()));
        assertThat(replay.get("state").asString()).as(replay.toString()).isEqualTo("switched");
    }

    private static JsonNode view(String name) {
        return api.get("/api/views")
                .get("views")
                .valueStream()
                .filter(view -> view.get("view").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode engine(Kind kind) {
        return api.get("/api/status")
                .get("engines")
                .valueStream()
                .filter(engine -> engine.get("name").asString().equals(kind.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static int health() throws Exception {
        return ask("/actuator/health").statusCode();
    }

    private static HttpResponse<String> ask(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(settings.url() + path))
                                .header(
                                        "Authorization",
                                        "Bearer "
                                                + Files.readString(settings.adminToken())
                                                        .strip())
                                .build(),
                        BodyHandlers.ofString());
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
