package io.annals.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** How long an acknowledged event takes until the search finds its customer: a new customer each time, asked for by name. */
final class Searchable {

    private static final long ASK_EVERY_MILLIS = 20;
    private static final long LOST_NANOS = 30_000_000_000L;

    private final URI server;
    private final String authorization;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();

    Searchable(URI server, String authorization, String token) {
        this.server = server;
        this.authorization = authorization;
        this.token = token;
    }

    String measure(double seconds) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            millis.add(one());
        }
        millis.sort(null);
        return "p50 %.0f ms, p99 %.0f ms, worst %.0f ms, %d customers"
                .formatted(
                        millis.get(millis.size() / 2),
                        millis.get((int) (millis.size() * .99)),
                        millis.get(millis.size() - 1),
                        millis.size());
    }

    private double one() throws IOException, InterruptedException {
        String who = "searchable-" + UUID.randomUUID();
        send(HttpRequest.newBuilder(server.resolve("/v1/track"))
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"userId\":\"" + who + "\",\"event\":\"Product Viewed\",\"messageId\":\"" + who + "\"}")));
        long acknowledged = System.nanoTime();
        while (System.nanoTime() - acknowledged < LOST_NANOS) {
            String found = send(HttpRequest.newBuilder(server.resolve("/api/customers?identifier=user_id:" + who))
                    .header("Authorization", "Bearer " + token));
            if (!found.contains("\"total\":0")) {
                return (System.nanoTime() - acknowledged) / 1e6;
            }
            Thread.sleep(ASK_EVERY_MILLIS);
        }
        throw new IllegalStateException(who + " was not found within 30 s of the acknowledged event");
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
