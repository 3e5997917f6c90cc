package io.annals.app.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Visitors who do one thing after the other; what is not acknowledged they send again, as a patient SDK does. */
final class Crowd {

    private static final int VISITORS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(VISITORS);
    private final Map<String, Long> statuses = new TreeMap<>();
    private final List<Visitor> visitors = new ArrayList<>();
    private final String url;
    private final String writeKey;
    private final CountDownLatch gone = new CountDownLatch(VISITORS);
    private volatile boolean leaving;

    Crowd(String name, String url, String writeKey) {
        this.url = url;
        this.writeKey = writeKey;
        for (int i = 0; i < VISITORS; i++) {
            Visitor visitor = new Visitor(name + "-" + i);
            visitors.add(visitor);
            clock.scheduleWithFixedDelay(visitor::next, 0, 5, TimeUnit.MILLISECONDS);
        }
    }

    /** How often each status was answered; a request without an answer counts under what became of it. */
    Map<String, Long> statuses() {
        synchronized (statuses) {
            return new TreeMap<>(statuses);
        }
    }

    long answered(String status) {
        return statuses().getOrDefault(status, 0L);
    }

    /** Each finishes what it is about; returns how many things each did, by user id. */
    Map<String, Long> leave() throws InterruptedException {
        leaving = true;
        if (!gone.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("somebody still waits for an answer: " + statuses());
        }
        clock.shutdownNow();
        Map<String, Long> done = new TreeMap<>();
        visitors.forEach(visitor -> done.put(visitor.name, visitor.done));
        return done;
    }

    private final class Visitor {

        private final String name;
        private volatile long done;
        private boolean acknowledged = true;

        private Visitor(String name) {
            this.name = name;
        }

        private void next() {
            if (leaving && acknowledged) {
                gone.countDown();
                throw new CancellationException(); // ends the schedule
            }
            String status = send();
            acknowledged = status.equals("200");
            done += acknowledged ? 1 : 0;
            synchronized (statuses) {
                statuses.merge(status, 1L, Long::sum);
            }
        }

        private String send() {
            // No two alike: what is repeated so quickly would be a click storm.
            String call =
                    "{\"event\":\"Product Viewed\",\"userId\":\"%s\",\"messageId\":\"%s-%d\",\"properties\":{\"step\":%d}}";
            try {
                return String.valueOf(http.send(
                                HttpRequest.newBuilder(URI.create(url + "/v1/track"))
                                        .timeout(PATIENCE)
                                        .header("X-Write-Key", writeKey)
                                        .POST(BodyPublishers.ofString(call.formatted(name, name, done, done)))
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode());
            } catch (IOException | InterruptedException e) {
                return e.toString();
            }
        }
    }
}
