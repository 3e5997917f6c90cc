package io.annals.app.importer;

import io.annals.app.Plain;
import io.annals.app.client.ApiClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/** Sends tracking calls through {@code /v1/import}, a few requests at a time, and keeps count of the answers. */
public final class TrackingBatches implements AutoCloseable {

    /** The tracking API takes 500 KB from an SDK; half of it keeps answers quick and progress smooth. */
    private static final int BATCH_BYTES = 250_000;

    private static final int BATCH_CALLS = 500;
    private static final int IN_FLIGHT = 4;

    private final ApiClient api;
    private final String writeKey;
    private final ExecutorService senders = Executors.newFixedThreadPool(IN_FLIGHT);
    private final Deque<Future<JsonNode>> inFlight = new ArrayDeque<>();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final StringBuilder batch = new StringBuilder();
    private int calls;
    private long sent;

    public TrackingBatches(ApiClient api, String writeKey) {
        this.api = api;
        this.writeKey = writeKey;
    }

    public void add(Map<String, Object> call) {
        String json = ApiClient.JSON.writeValueAsString(call);
        if (calls == BATCH_CALLS || (calls > 0 && batch.length() + json.length() > BATCH_BYTES)) {
            send();
        }
        batch.append(calls == 0 ? "{\"batch\":[" : ",").append(json);
        calls++;
        sent++;
    }

    /** Returns once everything added so far is durable. */
    public void flush() {
        if (calls > 0) {
            send();
        }
        while (!inFlight.isEmpty()) {
            count(inFlight.remove());
        }
    }

    public long sent() {
        return sent;
    }

    /** How many calls were {@code stored}, {@code duplicate}, or refused, by code. */
    public Map<String, Long> outcomes() {
        return outcomes;
    }

    private void send() {
        byte[] body = batch.append("]}").toString().getBytes(StandardCharsets.UTF_8);
        batch.setLength(0);
        calls = 0;
        inFlight.add(senders.submit(() -> api.track("/v1/import?verbose=1", writeKey, body)));
        if (inFlight.size() > IN_FLIGHT) {
            count(inFlight.remove());
        }
    }

    private void count(Future<JsonNode> answer) {
        try {
            for (JsonNode result : answer.get().get("results")) {
                String status = result.get("status").asString();
                String code = result.path("code").asString("");
                outcomes.merge(code.isEmpty() ? status : status + ": " + code, 1L, Long::sum);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Plain plain) {
                throw plain;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets what is in flight finish; call {@link #flush} first to know how it ended. */
    @Override
    public void close() {
        senders.shutdown();
    }
}
