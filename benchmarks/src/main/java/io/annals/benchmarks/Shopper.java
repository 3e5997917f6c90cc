package io.annals.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends one batch after the other until the server is gone, and remembers which were acknowledged. */
final class Shopper implements Runnable {

    static final int EVENTS = 10;

    /** Every batch is about one person, who sends from two connections at once. */
    record Batch(String body, String user, boolean acknowledged) {}

    private final ServerApi api;
    private final String authorization;
    private final String name;
    private final String user;
    private final List<Batch> sent = new ArrayList<>();

    Shopper(ServerApi api, String authorization, String name, String user) {
        this.api = api;
        this.authorization = authorization;
        this.name = name;
        this.user = user;
    }

    /** To be asked once it has ended. */
    List<Batch> sent() {
        return sent;
    }

    @Override
    public void run() {
        try (Connection connection = new Connection(api.address(), "/v1/batch", authorization)) {
            while (sendTo(connection)) {}
        } catch (IOException gone) {
            // Killed before it could be reached: nothing was sent.
        }
    }

    private boolean sendTo(Connection connection) {
        String body = batch(sent.size());
        try {
            boolean acknowledged = connection.post(body.getBytes(StandardCharsets.US_ASCII)) == 200;
            sent.add(new Batch(body, user, acknowledged));
            return true;
        } catch (IOException gone) {
            sent.add(new Batch(body, user, false)); // perhaps stored, perhaps not
            return false;
        }
    }

    private String batch(int number) {
        StringBuilder body = new StringBuilder("{\"batch\":[");
        for (int event = 0; event < EVENTS; event++) {
            body.append(event == 0 ? "" : ",")
                    .append("{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"")
                    .append(user)
                    .append("\",\"messageId\":\"")
                    .append(name)
                    .append('-')
                    .append(number)
                    .append('-')
                    .append(event)
                    .append("\",\"properties\":{\"product_id\":\"P-7\",\"price\":9.9}}");
        }
        return body.append("]}").toString();
    }
}
