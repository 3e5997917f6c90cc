package io.annals.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server of this machine, with the keys that lie in its home. */
record ServerApi(Path home, URI address, HttpClient http) {

    private static final Set<String> UNDER_WAY = Set.of("building", "comparing");

    static ServerApi ofEnvironment() {
        Path home = Path.of(System.getenv().getOrDefault("ANNALS_HOME", "./.annals"));
        return of(home.toAbsolutePath(), System.getenv().getOrDefault("ANNALS_PORT", "8080"));
    }

    static ServerApi of(Path home, String port) {
        return new ServerApi(home, URI.create("http://127.0.0.1:" + port), HttpClient.newHttpClient());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", "Bearer " + read("admin-token"));
    }

    JsonNode post(String path) throws IOException, InterruptedException {
        return send("POST", path, "", "Bearer " + read("admin-token"));
    }

    /** Results of each item. */
    JsonNode track(String batch) throws IOException, InterruptedException {
        return send("POST", "/v1/batch?verbose=1", batch, authorization()).get("results");
    }

    String authorization() throws IOException {
        String key = read("write-key") + ":";
        return "Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII));
    }

    long pid() throws IOException {
        return Long.parseLong(read("pid"));
    }

    String read(String file) throws IOException {
        Path path = home.resolve(file);
        if (Files.notExists(path)) {
            throw new IOException("No server has run in " + home + ": set ANNALS_HOME and start ./annals serve first");
        }
        return Files.readString(path).strip();
    }

    /** Returns once every view has seen everything that is in the log now. */
    void awaitViews() throws IOException, InterruptedException {
        long until = System.nanoTime() + 600_000_000_000L;
        long head = get("/api/status").get("head").asLong();
        while (System.nanoTime() < until) {
            boolean there = get("/api/views")
                    .get("views")
                    .valueStream()
                    .allMatch(view -> view.get("position").asLong() >= head);
            if (there) {
                return;
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("the views did not catch up in ten minutes");
    }

    static boolean isUnderWay(JsonNode replay) {
        return UNDER_WAY.contains(replay.get("state").asString());
    }

    private JsonNode send(String method, String path, String body, String authorization)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", authorization)
                .build();
        return JsonMapper.shared()
                .readTree(http.send(request, BodyHandlers.ofString()).body());
    }
}
