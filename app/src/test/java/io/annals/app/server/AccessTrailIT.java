package io.annals.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.annals.app.Settings;
import io.annals.app.client.ApiClient;
import io.annals.engines.SharedEngines;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who saw whom: asked by an auditor, after others have looked. */
class AccessTrailIT {

    private static final String PHONE = "+8613987654321";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path home;

    private static Settings settings;
    private static Server server;
    private static ApiClient api;
    private static String postgres;
    private static String marketer;
    private static String auditor;

    @BeforeAll
    static void start() throws Exception {
        postgres = SharedEngines.postgresUrl();
        settings = Settings.load(Map.of(
                "annals.home", home.toString(),
                "annals.port", freePort(),
                "annals.postgres.url", postgres,
                "annals.mongodb.uri", SharedEngines.mongoUri(),
                "annals.elasticsearch.url", SharedEngines.elasticsearchUrl(),
                "annals.elasticsearch.prefix", SharedEngines.freshName() + "-"));
        server = Server.start(settings, line -> {});
        api = ApiClient.ofHome(settings);
        marketer = issued("Mei Chen", "MARKETER");
        auditor = issued("Lin Bo", "AUDITOR");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void tellsWhoSawAPhoneNumberBetweenTwoInstants() throws Exception {
        String customer = identified("anna", PHONE);
        identified("bea", "+8613700000001");
        Instant from = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        HttpResponse<String> seen = read("/api/customers/" + customer, marketer, "TICKET-7");
        read("/api/customers/" + customer + "/history?accessReason=TICKET-8", marketer, "");
        read("/api/customers?q=" + customer, marketer, "");

        JsonNode found = accesses("identifier=phone:%2B" + PHONE.substring(1) + "&actor=Mei%20Chen&from=" + from);

        assertThat(found.get("customers")).extracting(JsonNode::asString).containsExactly(customer);
        assertThat(found.findValuesAsString("endpoint"))
                .containsExactly("GET /api/customers", "GET /api/customers/{id}/history", "GET /api/customers/{id}");
        assertThat(found.at("/accesses/0/access/kind").asString()).isEqualTo("SEARCH");
        JsonNode first = found.at("/accesses/2/access");
        assertThat(first.get("reason").asString()).isEqualTo("TICKET-7");
        assertThat(first.get("roles")).extracting(JsonNode::asString).containsExactly("MARKETER");
        assertThat(first.get("fields").asString()).isEqualTo("MASKED");
        assertThat(seen.headers().firstValue("Annals-Request"))
                .hasValue(first.get("requestId").asString());
        assertThat(found.at("/accesses/1/access/reason").asString()).isEqualTo("TICKET-8");
        assertThat(accesses("customer=" + customer + "&actor=Mei%20Chen&until=" + from)
                        .get("accesses"))
                .isEmpty();
        assertThat(text(found)).doesNotContain(PHONE, "13987654321");
    }

    @Test
    void goesOnPageByPage() throws Exception {
        String customer = identified("carla", "+8613700000002");
        for (int i = 0; i < 5; i++) {
            read("/api/customers/" + customer, marketer, "PAGE-" + i);
        }
        JsonNode first = accesses("customer=" + customer + "&actor=Mei%20Chen&limit=3");
        JsonNode second = accesses("customer=" + customer + "&actor=Mei%20Chen&limit=3&after="
                + first.get("next").asString());

        assertThat(first.findValuesAsString("reason")).containsExactly("PAGE-4", "PAGE-3", "PAGE-2");
        assertThat(second.findValuesAsString("reason")).containsExactly("PAGE-1", "PAGE-0");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void recordsWhatWasDoneAndWhoAskedAboutIt() {
        api.post("/api/sources", Map.of("name", "recorded"));

        assertThat(accesses("kind=OPERATION&actor=first%20administrator").findValuesAsString("endpoint"))
                .contains("POST /api/sources", "POST /api/tokens");
        assertThat(accesses("kind=ACCESS_LOG&actor=Lin%20Bo").get("accesses")).isNotEmpty();
    }

    @Test
    void opensTheLogToAuditorsAndAdministratorsOnly() throws Exception {
        assertThat(read("/api/audit/accesses", marketer, "").statusCode()).isEqualTo(403);
    }

    @Test
    void keepsOfAnErasedPersonNothingButTheId() throws Exception {
        String phone = "+8613812312377";
        String customer = identified("dora", phone);
        read("/api/customers/" + customer, marketer, "");
        api.post("/api/customers/" + customer + "/erasure", Map.of("reason", "SUBJECT_REQUEST"));
        await().atMost(Duration.ofSeconds(60)).until(() -> accesses("identifier=phone:%2B" + phone.substring(1))
                .get("accesses")
                .isEmpty());

        JsonNode trace = accesses("customer=" + customer + "&actor=Mei%20Chen");

        assertThat(trace.findValuesAsString("endpoint")).contains("GET /api/customers/{id}");
        assertThat(text(trace)).doesNotContain("dora", phone.substring(1));
    }

    @Test
    void givesThePersonEverythingAndSaysWhoHasReadIt() throws Exception {
        String phone = "+8613700000005";
        String customer = identified("gustav", phone);
        read("/api/customers/" + customer, marketer, "TICKET-9");

        JsonNode passport = api.get("/api/customers/" + customer + "/passport");

        assertThat(passport.get("customer").toString()).contains(phone, "gustav");
        assertThat(passport.get("events").findValuesAsString("name"))
                .contains("consent-granted", "identifier-attached");
        assertThat(passport.get("events").toString()).contains(phone);
        assertThat(passport.get("readers").findValuesAsString("reason")).containsExactly("TICKET-9");
        String administrator = Files.readString(settings.adminToken()).strip();
        assertThat(read("/api/customers/" + customer + "/passport.html", administrator, "")
                        .body())
                .contains("个人数据护照", "Passport of a data subject", phone, "Mei Chen");
        assertThat(accesses("customer=" + customer + "&kind=PASSPORT").findValuesAsString("fields"))
                .containsExactly("CLEAR", "CLEAR");
        assertThat(read("/api/customers/" + customer + "/passport", auditor, "").statusCode())
                .isEqualTo(403);
    }

    @Test
    void reportsWhatHappenedInAPeriod() throws Exception {
        Instant from = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String customer = identified("henrik", "+8613700000006");
        api.post(
                "/api/customers/" + identified("ingrid", "+8613700000007") + "/erasure", Map.of("reason", "OBJECTION"));
        read("/api/customers/" + customer, marketer, "");
        String span = "?from=" + from + "&until=" + Instant.now().plusSeconds(1);

        JsonNode report = JsonMapper.shared()
                .readTree(read("/api/audit/report" + span, auditor, "").body());

        assertThat(report.get("consents").findValuesAsString("purpose")).contains("collection");
        assertThat(report.get("unreadable").asLong()).isPositive();
        assertThat(report.at("/erasures/0/reason").asString()).isEqualTo("OBJECTION");
        assertThat(report.at("/erasures/0/persons").asLong()).isEqualTo(1);
        assertThat(report.get("accesses").valueStream())
                .anyMatch(each -> each.get("kind").asString().equals("CUSTOMER")
                        && each.get("role").asString().equals("MARKETER")
                        && each.get("count").asLong() == 1);
        assertThat(read("/api/audit/report.html" + span, auditor, "").body())
                .contains("合规报告", "Compliance report", "objection");
        assertThat(read("/api/audit/report?from=" + from + "&until=" + from, auditor, "")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesAReasonThatCouldNameAPerson() throws Exception {
        String customer = identified("egon", "+8613700000003");
        for (String reason : List.of("called by Egon", "13987654321", "egon@shop.example")) {
            HttpResponse<String> answer = read("/api/customers/" + customer, marketer, reason);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("reason-invalid").doesNotContain("egon", "traits");
        }
        assertThat(accesses("customer=" + customer + "&actor=Mei%20Chen").get("accesses"))
                .isEmpty();
    }

    @Test
    void showsNobodyWhenItCannotBeRecorded() throws Exception {
        String customer = identified("fiona", "+8613700000004");
        execute("alter table access_trail add constraint closed check (false) not valid");
        try {
            HttpResponse<String> answer = read("/api/customers/" + customer, marketer, "");
            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
            assertThat(answer.body()).doesNotContain("members", "identifiers").contains("\"code\"");
        } finally {
            execute("alter table access_trail drop constraint closed");
        }
        assertThat(read("/api/customers/" + customer, marketer, "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void givesEveryRequestAnIdOfItsOwn() throws Exception {
        List<HttpResponse<String>> answers = List.of(
                read("/api/session", marketer, ""),
                read("/api/nothing", marketer, ""),
                read("/api/customers", "annals_wrong", ""),
                read("/v1/track", marketer, ""),
                read("/actuator/health", marketer, ""));
        assertThat(answers)
                .extracting(
                        answer -> answer.headers().firstValue("Annals-Request").orElse(""))
                .doesNotHaveDuplicates()
                .allMatch(id -> !id.isEmpty());
    }

    private static String identified(String user, String phone) {
        JsonNode accepted = api.track(
                "/v1/identify?verbose=1",
                writeKey(),
                JsonMapper.shared().writeValueAsBytes(Map.of("userId", user, "traits", Map.of("phone", phone))));
        assertThat(accepted.at("/results/0/status").asString())
                .as(accepted.toString())
                .isEqualTo("stored");
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> api.get("/api/customers?identifier=phone:%2B" + phone.substring(1))
                                .at("/customers/0/customerId")
                                .asString(""),
                        found -> !found.isEmpty());
    }

    private static JsonNode accesses(String query) {
        try {
            HttpResponse<String> answer = read("/api/audit/accesses?" + query, auditor, "");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> read(String path, String token, String reason)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(settings.url() + path)).header("Authorization", "Bearer " + token);
        if (!reason.isEmpty()) {
            request.header("Annals-Reason", reason);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String issued(String name, String role) {
        return api.post("/api/tokens", Map.of("name", name, "role", role))
                .get("token")
                .asString();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(JsonNode tree) {
        return tree.toString();
    }

    private static String writeKey() {
        try {
            return Files.readString(settings.writeKey()).strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
