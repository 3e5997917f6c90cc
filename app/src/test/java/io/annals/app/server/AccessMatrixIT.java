package io.annals.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.annals.app.Settings;
import io.annals.contracts.access.Role;
import io.annals.engines.SharedEngines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every endpoint with the token of every role, with tokens of an identity provider, and with tokens that ended. */
class AccessMatrixIT {

    /** Who may do what, written down once more, so that nobody changes it in passing. */
    private static final Path MATRIX = Path.of("src/test/resources/access-matrix.txt");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path home;

    private static Settings settings;
    private static Server server;
    private static HttpServer provider;
    private static RSAKey key;
    private static String administrator;
    private static final Map<Role, String> TOKENS = new EnumMap<>(Role.class);

    @BeforeAll
    static void start() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("made in this test").generate();
        provider = provider();
        settings = Settings.load(Map.of(
                "annals.home", home.toString(),
                "annals.port", freePort(),
                "annals.postgres.url", SharedEngines.postgresUrl(),
                "annals.mongodb.uri", SharedEngines.mongoUri(),
                "annals.elasticsearch.url", SharedEngines.elasticsearchUrl(),
                "annals.elasticsearch.prefix", SharedEngines.freshName() + "-",
                "annals.oidc.issuer", issuer(),
                "annals.oidc.roles-claim", "realm_access.roles"));
        server = Server.start(settings, line -> {});
        administrator = Files.readString(settings.adminToken()).strip();
        for (Role role : Role.values()) {
            TOKENS.put(role, issued(role, null).path("token").asString());
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.stop(0);
    }

    /** To renew it: {@code mvn -pl app -am verify -Dit.test=AccessMatrixIT -Dannals.renew=true}. */
    @Test
    void opensEveryEndpointToItsRolesAndToNobodyElse() throws Exception {
        StringBuilder found = new StringBuilder();
        List<String> flaws = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : JsonMapper.shared()
                .readTree(send("GET", "/openapi.json", null).body())
                .path("paths")
                .properties()) {
            if (!path.getKey().startsWith("/api/") || path.getKey().startsWith("/api/s/")) {
                continue; // a write key opens the others
            }
            for (String method : path.getValue().propertyNames()) {
                found.append(line(method.toUpperCase(Locale.ROOT), path.getKey(), flaws))
                        .append('\n');
            }
        }
        if (Boolean.getBoolean("annals.renew")) {
            Files.writeString(MATRIX, found);
        }
        assertThat(flaws).isEmpty();
        assertThat(MATRIX).hasContent(found.toString());
    }

    private static String line(String method, String path, List<String> flaws) throws Exception {
        String asked = path.replaceAll("\\{[^}]+}", "nothing");
        List<String> open = new ArrayList<>();
        for (Role role : Role.values()) {
            int status = send(method, asked, TOKENS.get(role)).statusCode();
            if (status != 403) {
                open.add(role.name().toLowerCase(Locale.ROOT));
            }
            if (status == 401 || status >= 500) {
                flaws.add(method + " " + path + " answers " + status + " to " + role);
            }
        }
        int stranger = send(method, asked, null).statusCode();
        if (stranger != 401 && !path.equals("/api/consents/{purpose}")) {
            flaws.add(method + " " + path + " answers " + stranger + " to a stranger");
        }
        return method + " " + path + ": " + String.join(" ", open);
    }

    @Test
    void takesTokensOfTheIdentityProvider() throws Exception {
        String marketer = signed(key, "annals", Instant.now().plusSeconds(60), "annals-marketer", "others");
        JsonNode session = json(send("GET", "/api/session", marketer));

        assertThat(session.path("name").asString()).isEqualTo("mei@shop.example");
        assertThat(session.path("roles"))
                .singleElement()
                .extracting(JsonNode::asString)
                .isEqualTo("MARKETER");
        assertThat(send("GET", "/api/tokens", marketer).statusCode()).isEqualTo(403);
        assertThat(send("GET", "/api/customers", marketer).statusCode()).isEqualTo(200);

        String both = signed(key, "annals", Instant.now().plusSeconds(60), "annals-analyst", "annals-auditor");
        assertThat(send("GET", "/api/tokens", both).statusCode()).isEqualTo(200);

        String nobody = signed(key, "annals", Instant.now().plusSeconds(60), "others");
        assertThat(send("GET", "/api/session", nobody).statusCode()).isEqualTo(403);
    }

    @Test
    void refusesTokensThatAreForgedForOthersOrExpired() throws Exception {
        RSAKey forged = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
        Instant soon = Instant.now().plusSeconds(60);

        for (String wrong : List.of(
                signed(forged, "annals", soon, "annals-administrator"),
                signed(key, "another program", soon, "annals-administrator"),
                signed(key, "annals", Instant.now().minus(Duration.ofHours(1)), "annals-administrator"),
                unsigned())) {
            assertThat(send("GET", "/api/session", wrong).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void endsTokensThatExpireOrAreRevoked() throws Exception {
        JsonNode brief = issued(Role.ANALYST, Instant.now().plusSeconds(2));
        JsonNode revoked = issued(Role.ANALYST, null);
        assertThat(session(brief)).isEqualTo(200);
        assertThat(session(revoked)).isEqualTo(200);
        assertThat(send("GET", "/api/tokens", administrator).body())
                .contains(revoked.path("tokenId").asString())
                .doesNotContain(revoked.path("token").asString());

        String path = "/api/tokens/" + revoked.path("tokenId").asString();
        assertThat(send("DELETE", path, administrator).statusCode()).isEqualTo(204);
        assertThat(send("DELETE", path, administrator).statusCode()).isEqualTo(404);

        // Seldom: whoever shows wrong tokens too often is told to wait.
        Awaitility.await()
                .pollInterval(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(12))
                .untilAsserted(() -> {
                    assertThat(session(brief)).isEqualTo(401);
                    assertThat(session(revoked)).isEqualTo(401);
                });
    }

    private static int session(JsonNode issued) throws Exception {
        return send("GET", "/api/session", issued.path("token").asString()).statusCode();
    }

    private static JsonNode issued(Role role, @Nullable Instant expires) throws Exception {
        String body = "{\"name\":\"" + role + "\",\"role\":\"" + role + "\""
                + (expires == null ? "" : ",\"expires\":\"" + expires + "\"") + "}";
        HttpResponse<String> answer = HTTP.send(
                request("/api/tokens", administrator)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer);
    }

    private static String signed(RSAKey by, String audience, Instant expires, String... roles) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(),
                claims(audience, expires, roles));
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }

    private static String unsigned() {
        return new com.nimbusds.jwt.PlainJWT(claims("annals", Instant.now().plusSeconds(60), "annals-administrator"))
                .serialize();
    }

    private static JWTClaimsSet claims(String audience, Instant expires, String... roles) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("42")
                .claim("preferred_username", "mei@shop.example")
                .claim("realm_access", Map.of("roles", List.of(roles)))
                .audience(audience)
                .issueTime(Date.from(expires.minusSeconds(120)))
                .expirationTime(Date.from(expires))
                .build();
    }

    private static String issuer() {
        return "http://localhost:" + provider.getAddress().getPort();
    }

    /** As small as an OpenID Connect provider can be: its description and its keys. */
    private static HttpServer provider() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String address = "http://localhost:" + server.getAddress().getPort();
        answer(
                server,
                "/.well-known/openid-configuration",
                "{\"issuer\":\"" + address + "\",\"jwks_uri\":\"" + address
                        + "/keys\",\"subject_types_supported\":[\"public\"],\"authorization_endpoint\":\"" + address
                        + "/authorize\",\"response_types_supported\":[\"code\"]}");
        answer(server, "/keys", new JWKSet(key.toPublicJWK()).toString());
        server.start();
        return server;
    }

    private static void answer(HttpServer server, String path, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static HttpResponse<String> send(String method, String path, @Nullable String token) throws Exception {
        return HTTP.send(
                request(path, token)
                        .method(method, BodyPublishers.ofString(method.equals("GET") ? "" : "{}"))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                path.endsWith("/live") || path.equals("/api/backup") ? first() : BodyHandlers.ofString());
    }

    /** A stream without an end, or the whole log: its status is all we want to know. */
    private static HttpResponse.BodyHandler<String> first() {
        return head -> HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.ofInputStream(), body -> {
            try (body) {
                return "";
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private static HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(settings.url() + path)).header("Content-Type", "application/json");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
