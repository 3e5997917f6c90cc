package io.annals.command.tracking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a family of clients puts calls into a request. */
interface Dialect {

    Said read(Query query, byte[] unpacked);

    /** The body in full size, which is what the room for it is measured by; what is packed inside may be far smaller. */
    default byte[] unpacked(Query query, byte[] body) {
        return body;
    }

    /** The body is the call, as Segment, RudderStack and Jitsu send it. */
    static Dialect one(String kind) {
        return (query, body) -> {
            Json.Document document = Json.read(body);
            return new Said(List.of(document.whole()), kind, null, null, key(document.fields(), query));
        };
    }

    /** {@code {batch: […], context?, sentAt?, writeKey?}}. */
    static Said batch(Query query, byte[] body) {
        Json.Document document = Json.read(body);
        Map<String, Object> fields = document.fields();
        return new Said(document.batch(), null, fields.get("context"), fields.get("sentAt"), key(fields, query));
    }

    /** A batch whose calls happened whenever they did; what is imported says of itself that it is history. */
    static Said history(Query query, byte[] body) {
        Said said = batch(query, body);
        Map<String, Object> context = new LinkedHashMap<>();
        if (said.context() instanceof Map<?, ?> given) {
            given.forEach((name, value) -> context.put(String.valueOf(name), value));
        }
        context.put("historical", true);
        return new Said(said.items(), said.kind(), context, said.sentAt(), said.writeKey());
    }

    /** An image's address is the call; {@code context.page.path=/} and {@code properties[size]=L} are nested fields. */
    static Dialect pixel(String kind) {
        return (query, body) -> new Said(
                List.of(new Json.Item(query.nested(), query.length(), false)), kind, null, null, query.get("writeKey"));
    }

    private static @Nullable String key(Map<String, Object> fields, Query query) {
        return fields.get("writeKey") instanceof String key ? key : query.get("writeKey");
    }
}
