package io.annals.command.tracking;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Bodies that somebody broke on purpose; the same ones for the same seed. */
final class HostileBodies {

    private static final List<String> SEEDS = List.of(
            "{\"batch\":[{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"messageId\":\"m\",\"properties\":{\"a\":1.5}},"
                    + "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"email\":\"a@b.c\",\"tags\":[\"x\",null,{}]}},"
                    + "{\"type\":\"alias\",\"userId\":\"u\",\"previousId\":\"p\"}],\"sentAt\":\"2026-05-01T12:00:00Z\"}",
            "{\"event\":\"e\",\"anonymousId\":\"v\",\"timestamp\":\"2026-05-01T12:00:00Z\",\"context\":{\"consent\":"
                    + "{\"categoryPreferences\":{\"Ads\":true}},\"externalIds\":[{\"id\":\"1\",\"type\":\"device_id\"}]}}");

    private static final List<String> SPLINTERS = List.of(
            "null",
            "true",
            "-0",
            "1e999999999",
            "-1e-999999999",
            "9".repeat(2_000),
            "1.".concat("0".repeat(900)),
            "[".repeat(250),
            "{\"a\":".repeat(250),
            "[".repeat(5_000),
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"" + "x".repeat(40_000) + "\"",
            "\"2026-99-99T99:99:99Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\uFEFF",
            "\"'; drop table event; --\"",
            "\"${jndi:ldap://x}\"",
            "\"<script>\"",
            "{}",
            "[]",
            ",",
            ":",
            "}",
            "]",
            "\"",
            "\"__proto__\"",
            "\"userId\":[]",
            "\"batch\":{}",
            "NaN",
            "Infinity",
            "0x10",
            "/*",
            "\n",
            "\u202e",
            "1".repeat(19));

    private HostileBodies() {}

    static byte[] make(long seed) {
        Random random = new Random(seed);
        return wounded(SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8), random);
    }

    /** Broken in one to four places. */
    static byte[] wounded(byte[] whole, Random random) {
        byte[] body = whole;
        int wounds = 1 + random.nextInt(4);
        for (int i = 0; i < wounds; i++) {
            body = wound(body, random);
        }
        return body;
    }

    private static byte[] wound(byte[] body, Random random) {
        int at = random.nextInt(body.length + 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (random.nextInt(5)) {
            case 0 -> { // break off
                out.write(body, 0, at);
            }
            case 1 -> { // raw bytes
                out.write(body, 0, at);
                byte[] raw = new byte[1 + random.nextInt(8)];
                random.nextBytes(raw);
                out.writeBytes(raw);
                out.write(body, at, body.length - at);
            }
            case 2 -> { // flip a bit
                byte[] flipped = body.clone();
                if (flipped.length > 0) {
                    flipped[at % flipped.length] ^= (byte) (1 << random.nextInt(8));
                }
                out.writeBytes(flipped);
            }
            case 3 -> { // a splinter in place of a value
                String text = new String(body, StandardCharsets.ISO_8859_1);
                int colon = text.indexOf(':', at);
                int end = colon < 0 ? -1 : text.indexOf(',', colon);
                int cut = colon < 0 ? at : colon + 1;
                out.write(body, 0, cut);
                out.writeBytes(splinter(random));
                int rest = end < 0 ? cut : end;
                out.write(body, rest, body.length - rest);
            }
            default -> { // a splinter anywhere
                out.write(body, 0, at);
                out.writeBytes(splinter(random));
                out.write(body, at, body.length - at);
            }
        }
        return out.toByteArray();
    }

    /** Something that may stand where nobody expects it; often no JSON. */
    static byte[] splinter(Random random) {
        return SPLINTERS.get(random.nextInt(SPLINTERS.size())).getBytes(StandardCharsets.UTF_8);
    }
}
