package io.annals.app.client;

import io.annals.app.Plain;
import io.annals.app.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running server's public API, as any client would use it. */
public final class ApiClient {

    public static final JsonMapper JSON = JsonMapper.shared();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRIES = 10;

    private final HttpClient http;
    private final String url;
    private final @Nullable String token;

    private ApiClient(Settings settings, @Nullable String token) {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
        if (settings.tls()) {
            client.sslContext(PinnedCertificate.trusting(Path.of(settings.get("annals.tls.certificate"))));
        }
        this.http = client.build();
        this.url = settings.url();
        this.token = token;
    }

    /** For what needs no token. */
    public static ApiClient withoutToken(Settings settings) {
        return new ApiClient(settings, null);
    }

    /** With the first administrator's token from the home. */
    public static ApiClient ofHome(Settings settings) {
        try {
            return new ApiClient(
                    settings, Files.readString(settings.adminToken()).strip());
        } catch (IOException e) {
            throw new Plain(
                    "There is no token in " + settings.adminToken()
                            + ": start the server first (./annals serve), or name its home (ANNALS_HOME).",
                    e);
        }
    }

    public JsonNode get(String path) {
        return JSON.readTree(expect(send(authorized(path).GET())).body());
    }

    public JsonNode post(String path, Object body) {
        return JSON.readTree(expect(send(authorized(path).POST(json(body)))).body());
    }

    /** For what may take hours. */
    public JsonNode postAndWait(String path) {
        return JSON.readTree(
                expect(send(authorized(path).timeout(Duration.ofHours(6)).POST(json(Map.of()))))
                        .body());
    }

    public InputStream stream(String path) {
        try {
            HttpResponse<InputStream> response = http.send(
                    authorized(path).timeout(Duration.ofHours(6)).build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new Plain("The server answered " + response.statusCode() + " to " + path + ".");
            }
            return response.body();
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void putWithWriteKey(String path, String writeKey, Object body) {
        expect(send(keyed(path, writeKey).PUT(json(body))));
    }

    /**
     * Posts to the tracking API as a patient SDK does: an overloaded or restarting server is tried again, since message
     * ids make that harmless.
     */
    public JsonNode track(String path, String writeKey, byte[] body) {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> response =
                    send(keyed(path, writeKey).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
            boolean again = response.statusCode() == 429 || response.statusCode() == 503;
            if (!again || attempt == TRIES) {
                return JSON.readTree(expect(response).body());
            }
            pause(response);
        }
    }

    private static void pause(HttpResponse<String> response) {
        try {
            Thread.sleep(Duration.ofSeconds(
                            response.headers().firstValueAsLong("Retry-After").orElse(1))
                    .toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder authorized(String path) {
        HttpRequest.Builder request = request(path);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder keyed(String path, String writeKey) {
        String basic = Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
        return request(path).header("Authorization", "Basic " + basic);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Plain unreachable(IOException e) {
        if (e instanceof SSLException) {
            return new Plain("The server at " + url + " cannot be trusted: " + e.getMessage() + ".", e);
        }
        return new Plain(
                "No server answers at " + url + ": start it with ./annals serve, or name its port (ANNALS_PORT).", e);
    }

    private static HttpResponse<String> expect(HttpResponse<String> response) {
        if (response.statusCode() < 300) {
            return response;
        }
        throw new Plain("The server answered " + response.statusCode() + " to "
                + response.request().method() + " " + response.request().uri().getPath() + ": " + response.body());
    }
}
