package io.annals.command.tracking;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** What the clients of the lane {@code clients/} put on the wire, with people and message ids of our own. */
final class ClientBodies {

    /** One way to be told something, as a client says it. */
    record Spoken(String path, String contentType, byte[] body, Packing packing) {}

    enum Packing {
        PLAIN,
        GZIP
    }

    private static final int PEOPLE = 400;

    private static final String NODE =
            "\"context\":{\"library\":{\"name\":\"@segment/analytics-node\",\"version\":\"3.1.0\"}},"
                    + "\"_metadata\":{\"nodeVersion\":\"22.0.0\",\"jsRuntime\":\"node\"}";

    private static final String BROWSER =
            "\"context\":{\"page\":{\"path\":\"/tea\",\"referrer\":\"\",\"search\":\"?q=1\","
                    + "\"title\":\"茶 — Tea\",\"url\":\"https://shop.example/tea?q=1\"},\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64)\","
                    + "\"locale\":\"de-DE\",\"library\":{\"name\":\"analytics.js\",\"version\":\"npm:next-1.84.3\"},"
                    + "\"campaign\":{\"source\":\"lane\"},\"timezone\":\"UTC\",\"screen\":{\"width\":800,\"density\":1.5}}";

    private static final String ORDER =
            "\"event\":\"Order Completed\",\"properties\":{\"order_id\":\"o-1\",\"revenue\":25.5,"
                    + "\"currency\":\"EUR\",\"products\":[{\"product_id\":\"p-1\",\"name\":\"Oolong\",\"price\":12.75,\"quantity\":2}]}";

    private ClientBodies() {}

    /** @param number told apart in message ids, which begin with the kind of their call */
    static Spoken any(Random random, int number) {
        int who = random.nextInt(PEOPLE);
        return switch (random.nextInt(7)) {
            case 0 -> spoken("/v1/batch", "application/json", segmentNode(who, number), Packing.PLAIN);
            case 1 -> spoken("/v1/batch", "application/x-www-form-urlencoded", rudderNode(who, number), Packing.GZIP);
            case 2 -> spoken("/v1/t", "text/plain", segmentBrowser(who, number), Packing.PLAIN);
            case 3 -> spoken("/v1/identify", "application/json", identify(who, number), Packing.PLAIN);
            case 4 -> spoken("/api/s/track", "application/json", jitsu(who, number), Packing.PLAIN);
            case 5 -> spoken("/beacon/v1/batch", "text/plain;charset=UTF-8", rudderNode(who, number), Packing.PLAIN);
            default -> spoken("/sa", "application/x-www-form-urlencoded", sensors(who), Packing.PLAIN);
        };
    }

    static String track(int who, String messageId) {
        return "{\"type\":\"track\",\"userId\":\"ada-%d\",\"messageId\":\"%s\",%s,%s}"
                .formatted(who, messageId, ORDER, NODE);
    }

    private static Spoken spoken(String path, String type, String body, Packing packing) {
        return new Spoken(path, type, body.getBytes(StandardCharsets.UTF_8), packing);
    }

    private static String segmentNode(int who, int number) {
        return "{\"batch\":["
                + String.join(
                        ",",
                        List.of(
                                track(who, "track-" + number),
                                "{\"type\":\"identify\",\"userId\":\"ada-%d\",\"traits\":{\"plan\":\"gold\",\"points\":42,"
                                                .formatted(who)
                                        + "\"favourites\":[\"tea\",\"cups\"],\"email\":\"ada-" + who
                                        + "@example.org\"},\"messageId\":\"identify-" + number + "\"," + NODE + "}",
                                "{\"type\":\"alias\",\"userId\":\"ada-%d\",\"previousId\":\"visitor-%d\","
                                                .formatted(who, who)
                                        + "\"messageId\":\"alias-" + number + "\"}"))
                + "],\"sentAt\":\"2026-05-01T12:00:00.000Z\",\"writeKey\":\"ignored\"}";
    }

    private static String rudderNode(int who, int number) {
        return "{\"batch\":[{\"type\":\"page\",\"name\":\"Home\",\"properties\":{\"section\":\"tea\"},\"userId\":\"ada-"
                + who + "\",\"channel\":\"server\",\"messageId\":\"page-" + number
                + "\",\"originalTimestamp\":\"2026-05-01T11:59:59.123Z\",\"sentAt\":\"2026-05-01T12:00:00.123Z\","
                + NODE
                + "},{\"type\":\"group\",\"groupId\":\"acme\",\"traits\":{\"size\":12},\"userId\":null,\"anonymousId\":\"visitor-"
                + who + "\",\"messageId\":\"group-" + number + "\"}],\"sentAt\":\"2026-05-01T12:00:00.123Z\"}";
    }

    private static String segmentBrowser(int who, int number) {
        return "{\"timestamp\":\"2026-05-01T12:00:00.000Z\",\"type\":\"track\",\"anonymousId\":\"visitor-" + who
                + "\",\"userId\":null,\"integrations\":{},\"messageId\":\"track-" + number
                + "\",\"sentAt\":\"2026-05-01T12:00:01.000Z\"," + ORDER + "," + BROWSER + "}";
    }

    private static String identify(int who, int number) {
        return "{\"userId\":\"ada-" + who + "\",\"anonymousId\":\"visitor-" + who
                + "\",\"traits\":{\"name\":\"Ada 🍵\",\"phone\":\"+49 170 1\",\"born\":-1e3},\"messageId\":\"identify-"
                + number
                + "\"," + BROWSER + "}";
    }

    private static String jitsu(int who, int number) {
        return "{\"type\":\"track\",\"anonymousId\":\"visitor-" + who + "\",\"writeKey\":\"***\",\"messageId\":\"track-"
                + number
                + "\"," + ORDER + ",\"context\":{\"consent\":{\"categoryPreferences\":{\"Ads\":true}},"
                + "\"externalIds\":[{\"id\":\"1\",\"type\":\"device_id\",\"collection\":\"users\",\"encoding\":\"none\"}]}}";
    }

    private static String sensors(int who) {
        String list =
                "[{\"distinct_id\":\"ada-" + who + "\",\"type\":\"track\",\"event\":\"Browsed\",\"time\":1777636800000,"
                        + "\"properties\":{\"$lib\":\"js\",\"price\":1.5}},{\"distinct_id\":\"ada-" + who
                        + "\",\"type\":\"profile_set\",\"properties\":{\"level\":\"gold\"}}]";
        return "data_list=" + Base64.getUrlEncoder().encodeToString(list.getBytes(StandardCharsets.UTF_8));
    }
}
