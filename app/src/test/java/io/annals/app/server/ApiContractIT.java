package io.annals.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.app.Settings;
import io.annals.engines.SharedEngines;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API promises whatever is asked of it: problems with a code, and a description that leaves nothing open. */
class ApiContractIT {

    private static final Path KNOWN = Path.of("../console/openapi.json");

    @TempDir
    private static Path home;

    private static Settings settings;
    private static Server server;
    private static JsonNode description;

    @BeforeAll
    static void start() throws Exception {
        settings = Settings.load(Map.of(
                "annals.home", home.toString(),
                "annals.port", freePort(),
                "annals.postgres.url", SharedEngines.postgresUrl(),
                "annals.mongodb.uri", SharedEngines.mongoUri(),
                "annals.elasticsearch.url", SharedEngines.elasticsearchUrl(),
                "annals.elasticsearch.prefix", SharedEngines.freshName() + "-"));
        server = Server.start(settings, line -> {});
        description = JsonMapper.shared()
                .readTree(
                        send("GET", "/openapi.json", "*/*", "text/plain", false).body());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        // method, path, Accept, Content-Type, status, code
        "GET, /api/nothing, application/json, application/json, 404, path-unknown",
        "GET, /api, application/json, application/json, 404, path-unknown",
        "DELETE, /api/customers/x/y/z, application/json, application/json, 404, path-unknown",
        "DELETE, /api/customers, application/json, application/json, 405, method-not-allowed",
        "PATCH, /api/status, application/json, application/json, 405, method-not-allowed",
        "POST, /api/segments/preview, application/json, text/csv, 415, content-type-unsupported",
        "GET, /api/customers, application/xml, application/json, 406, not-acceptable",
        "GET, /api/session, text/html, application/json, 406, not-acceptable",
        "GET, /api/customers/x?asOf=yesterday, application/json, application/json, 400, parameter-invalid",
        "GET, /api/customers?limit=many, application/json, application/json, 400, parameter-invalid",
        "GET, /api/behaviors?to=%2B10000-01-01T00:00:00Z, application/json, application/json, 400, parameter-invalid",
        "GET, /api/audit/accesses?until=%2B10000-01-01T00:00:00Z, application/json, application/json, 400, parameter-invalid",
        "GET, /api/audit/accesses?customer=x, application/json, application/json, 404, customer-unknown",
        "GET, /api/audit/ledger/verification, application/json, application/json, 404, verification-unknown",
        "GET, /api/behaviors?time=someday, application/json, application/json, 400, parameter-invalid",
        "GET, /api/behaviors?customer=x, application/json, application/json, 404, customer-unknown",
        "GET, /api/refusals?hours=0, application/json, application/json, 400, parameter-invalid",
        "POST, /api/segments/preview, application/json, application/json, 422, rule-invalid",
        "GET, /api/customers/x, application/json, application/json, 404, customer-unknown",
        "PUT, /api/consents/everything, application/json, application/json, 404, purpose-unknown",
        "POST, /v1/nothing, application/json, application/json, 404, path-unknown",
        "GET, /v1/track, application/json, application/json, 405, method-not-allowed",
    })
    void answersAProblemWithAStableCode(
            String method, String path, String accept, String contentType, int status, String code) throws Exception {
        HttpResponse<String> answer = send(method, path, accept, contentType, true);
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asString("")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/nothing", "DELETE, /api/customers", "GET, /api/customers"})
    void tellsAStrangerNothing(String method, String path) throws Exception {
        HttpResponse<String> answer = send(method, path, "application/json", "application/json", false);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"token-missing\"");
    }

    @Test
    void namesTheFormatOfAnInstant() throws Exception {
        assertThat(send("GET", "/api/customers/x?knownAt=3.4.2026", "*/*", "text/plain", true)
                        .body())
                .contains("knownAt must be an instant in UTC by ISO 8601, such as 2026-06-01T10:00:00Z")
                .doesNotContain("3.4.2026");
    }

    /** To renew it: {@code mvn -pl app -am verify -Dit.test=ApiContractIT -Dannals.renew=true}. */
    @Test
    void describesItselfAsTheConsoleKnowsIt() throws IOException {
        String described = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(description) + "\n";
        if (Boolean.getBoolean("annals.renew")) {
            Files.writeString(KNOWN, described);
        }
        assertThat(KNOWN).hasContent(described);
    }

    @Test
    void describesWhoMayDoWhatAndHowItFails() {
        List<String> flaws = new ArrayList<>();
        eachOperation((name, operation) -> {
            expect(
                    flaws,
                    name + " has a summary",
                    !operation.path("summary").asString("").isBlank());
            expect(
                    flaws,
                    name + " has an id",
                    operation.path("operationId").asString("").matches("[a-zA-Z-]+"));
            boolean role = operation.path("x-roles").size() > 0;
            String security = operation.path("security").toString();
            boolean key = security.contains("writeKey") || security.contains("hookSignature");
            expect(flaws, name + " has a role or takes a write key or a signature", role || key);
            expect(
                    flaws,
                    name + " can answer 401 and 503",
                    operation.at("/responses/401").isObject()
                            && operation.at("/responses/503").isObject());
            operation.path("responses").properties().forEach(response -> {
                JsonNode content = response.getValue().path("content");
                String expected = response.getKey().startsWith("2")
                        ? "(application/|image/).*|text/(event-stream|html;charset=UTF-8)"
                        : "application/problem\\+json";
                int types = response.getKey().equals("204") ? 0 : 1;
                expect(
                        flaws,
                        name + " " + response.getKey() + " has one media type or nothing",
                        content.size() == types);
                content.properties().forEach(type -> {
                    expect(flaws, name + " " + type.getKey(), type.getKey().matches(expected));
                    expect(
                            flaws,
                            name + " " + response.getKey() + " is a Problem",
                            response.getKey().startsWith("2")
                                    || type.getValue()
                                            .at("/schema/$ref")
                                            .asString("")
                                            .endsWith("/Problem"));
                });
            });
        });
        assertThat(flaws).isEmpty();
    }

    @Test
    void leavesNoObjectUntyped() {
        List<String> flaws = new ArrayList<>();
        eachOperation((name, operation) -> typed(name, operation, flaws));
        description.at("/components/schemas").properties().forEach(schema -> {
            expect(flaws, schema.getKey() + " says something", schema.getValue().size() > 0);
            typed(schema.getKey(), schema.getValue(), flaws);
        });
        assertThat(flaws).isEmpty();
        assertThat(description
                        .at("/components/schemas/CustomerSummary/required")
                        .valueStream())
                .extracting(JsonNode::asString)
                .contains("customerId", "events")
                .doesNotContain("name", "country");
        assertThat(description.at("/components/schemas/Rule/oneOf")).hasSize(7);
        assertThat(description.at("/components/schemas/Replay/properties/state/enum"))
                .hasSize(6);
    }

    @Test
    void refersOnlyToWhatItDescribes() {
        assertThat(description.findValuesAsString("$ref")).isNotEmpty().allSatisfy(ref -> assertThat(
                        description.at(ref.substring(1)).isObject())
                .as(ref)
                .isTrue());
    }

    private static void typed(String where, JsonNode tree, List<String> flaws) {
        if (tree.path("type").asString("").equals("object")) {
            expect(flaws, where + " is typed", tree.has("properties") || tree.has("additionalProperties"));
        }
        tree.properties().forEach(field -> {
            boolean schema = List.of("schema", "items", "additionalProperties").contains(field.getKey());
            expect(flaws, where + "/" + field.getKey() + " is typed", !schema || !isEmptyObject(field.getValue()));
            if (field.getKey().equals("properties")) {
                field.getValue()
                        .properties()
                        .forEach(property -> expect(
                                flaws,
                                where + "/" + property.getKey() + " is typed",
                                !isEmptyObject(property.getValue())));
            }
            typed(where + "/" + field.getKey(), field.getValue(), flaws);
        });
        if (tree.isArray()) {
            tree.forEach(item -> typed(where, item, flaws));
        }
    }

    private static boolean isEmptyObject(JsonNode node) {
        return node.isObject() && node.isEmpty();
    }

    private static void eachOperation(BiConsumer<String, JsonNode> look) {
        assertThat(description.path("paths").size()).isGreaterThan(20);
        description.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> look.accept(operation.getKey() + " " + path.getKey(), operation.getValue())));
    }

    private static void expect(List<String> flaws, String what, boolean holds) {
        if (!holds) {
            flaws.add(what);
        }
    }

    private static HttpResponse<String> send(
            String method, String path, String accept, String contentType, boolean signedIn) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.url() + path))
                .header("Accept", accept)
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : "{}"));
        if (signedIn) {
            request.header(
                    "Authorization",
                    "Bearer " + Files.readString(settings.adminToken()).strip());
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
