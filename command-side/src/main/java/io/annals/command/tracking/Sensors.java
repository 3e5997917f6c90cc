package io.annals.command.tracking;

import io.annals.command.CommandProblem.Unreadable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests of Sensors' clients: {@code data_list} (an array) or {@code data} (one object), base64 of JSON or of gzipped
 * JSON, in a form or in an image's address. Everything is a batch: their browser client repeats for ever what was answered
 * with a fault. The project is the write key.
 */
final class Sensors implements Dialect {

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

    /** A batch as others send it. */
    @Override
    public byte[] unpacked(Query query, byte[] body) {
        Query form = Query.of(new String(body, StandardCharsets.UTF_8));
        String list = first(form.get("data_list"), query.get("data_list"));
        if (list != null) {
            return joined("{\"batch\":", list, "}");
        }
        String one = first(form.get("data"), query.get("data"));
        return joined("{\"batch\":[", one, "]}");
    }

    @Override
    public Said read(Query query, byte[] unpacked) {
        List<Json.Item> items = Json.read(unpacked).batch();
        List<Json.Item> translated =
                items == null ? null : items.stream().map(Sensors::translated).toList();
        return new Said(translated, null, null, null, query.get("project"));
    }

    private static byte[] joined(String before, @Nullable String data, String after) {
        if (data == null) {
            return NOTHING;
        }
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        batch.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
        batch.writeBytes(Body.plain(decoded(data)));
        batch.writeBytes(after.getBytes(StandardCharsets.US_ASCII));
        return batch.toByteArray();
    }

    private static Json.Item translated(Json.Item item) {
        return item.fields() == null
                ? item
                : new Json.Item(SensorsCall.translated(item.fields()), item.bytes(), item.tooDeep());
    }

    /** Some clients do not escape base64's plus sign, which a form reads as a blank. */
    private static byte[] decoded(String data) {
        try {
            return Base64.getDecoder().decode(data.replace(' ', '+'));
        } catch (IllegalArgumentException e) {
            throw new Unreadable("base64-invalid", "data and data_list are base64.");
        }
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
