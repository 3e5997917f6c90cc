package io.annals.eventstore.ledger;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts heads to somebody else, who can then prove what stood here. One at a time; while it is under way only the newest
 * waits, since a head covers all before it. A refusal is logged and the next head tried: the file is what counts.
 */
final class Witness implements Consumer<String> {

    private static final Logger log = LoggerFactory.getLogger(Witness.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI address;
    private String waiting = "";
    private boolean underWay;

    Witness(URI address) {
        this.address = address;
    }

    @Override
    public synchronized void accept(String statement) {
        waiting = statement;
        post();
    }

    private synchronized void post() {
        if (underWay || waiting.isEmpty()) {
            return;
        }
        underWay = true;
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(waiting + "\n"))
                .build();
        waiting = "";
        http.sendAsync(request, BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            if (failure != null || answer.statusCode() >= 300) {
                log.warn("{} did not take a head: {}", address, failure == null ? answer.statusCode() : failure);
            }
            next();
        });
    }

    private synchronized void next() {
        underWay = false;
        post();
    }
}
