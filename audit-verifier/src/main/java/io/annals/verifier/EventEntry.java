package io.annals.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bytes an event is hashed as. */
record EventEntry(byte[] bytes) {

    private static final byte[] TAG = "annals-event/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final String[] NAMES = {
        "position",
        "stream",
        "sequence",
        "aggregate",
        "name",
        "revision",
        "event id",
        "recorded at",
        "key id",
        "content"
    };

    long position() {
        return ByteBuffer.wrap(bytes).getLong(TAG.length + 4);
    }

    /** The leaf it would be at another position. */
    byte[] leafAt(long position) {
        byte[] moved = bytes.clone();
        ByteBuffer.wrap(moved).putLong(TAG.length + 4, position);
        return Sha.leaf(moved);
    }

    byte[] leaf() {
        return Sha.leaf(bytes);
    }

    /** For people; the content is sealed, so only its length and hash are told. */
    Map<String, String> describe() {
        Map<String, String> fields = new LinkedHashMap<>();
        ByteBuffer in = ByteBuffer.wrap(bytes, TAG.length, bytes.length - TAG.length);
        for (String name : NAMES) {
            int length = in.getInt();
            if (length < 0) {
                fields.put(name, "-");
                continue;
            }
            byte[] value = new byte[length];
            in.get(value);
            fields.put(name, text(name, value));
        }
        return fields;
    }

    private static String text(String name, byte[] value) {
        return switch (name) {
            case "position", "sequence" -> Long.toString(ByteBuffer.wrap(value).getLong());
            case "recorded at" ->
                Instant.EPOCH
                        .plus(ByteBuffer.wrap(value).getLong(), ChronoUnit.MICROS)
                        .toString();
            case "key id" -> HexFormat.of().formatHex(value);
            case "content" -> value.length + " bytes, SHA-256 " + Sha.hex(Sha.plain(value));
            default -> new String(value, StandardCharsets.UTF_8);
        };
    }
}
