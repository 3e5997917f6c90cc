package io.annals.command.tracking;

import io.annals.contracts.customer.Identifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One record of a Sensors client in the words of the tracking API; docs/sensors.md has the table. */
final class SensorsCall {

    private static final Map<String, String> PAGE_PROPERTIES =
            Map.of("$url", "url", "$url_path", "path", "$title", "title", "$referrer", "referrer");

    private static final Map<String, String> IDENTITIES = Map.of(
            "$identity_mobile", Identifier.PHONE,
            "$identity_email", Identifier.EMAIL,
            "$identity_mp_openid", "open_id",
            "$identity_mp_unionid", "union_id",
            "$identity_android_id", "device_id",
            "$identity_idfv", "device_id");

    private final Map<String, Object> said;
    private final Map<String, Object> properties;
    private final Map<String, Object> identities;
    private final String type;
    private final Map<String, Object> call = new LinkedHashMap<>();

    private SensorsCall(Map<String, Object> said) {
        this.said = said;
        this.properties = object(said.get("properties"));
        this.identities = object(said.get("identities"));
        this.type = String.valueOf(said.get("type"));
    }

    static Map<String, Object> translated(Map<String, Object> said) {
        return new SensorsCall(said).translated();
    }

    private Map<String, Object> translated() {
        switch (type) {
            case "track" -> track(String.valueOf(said.get("event")));
            case "track_signup" -> behavior("track", "event", "Signed In");
            case "track_id_bind" -> behavior("track", "event", "Identifier Bound");
            case "profile_set" -> identify("traits", plainNames());
            case "profile_set_once" -> identify("traitsUnlessKnown", plainNames());
            case "profile_unset" -> identify("traits", taken());
            case "profile_increment" -> behavior("track", "event", "Profile Incremented");
            case "profile_append" -> behavior("track", "event", "Profile Appended");
            default -> call.put("type", type); // about no person, or not ours to do: refused by its name
        }
        names();
        put("messageId", messageId());
        put("originalTimestamp", said.get("time"));
        put("sentAt", said.get("_flush_time"));
        call.put("context", context());
        return call;
    }

    private void track(String event) {
        switch (event) {
            case "$pageview" -> behavior("page", "name", properties.get("$title"));
            case "$AppViewScreen", "$MPViewScreen" -> behavior("screen", "name", properties.get("$screen_name"));
            default -> behavior("track", "event", said.get("event"));
        }
    }

    private void behavior(String kind, String field, @Nullable Object name) {
        call.put("type", kind);
        put(field, name);
        Map<String, Object> kept = new LinkedHashMap<>();
        properties.forEach((property, value) -> kept.put(PAGE_PROPERTIES.getOrDefault(property, property), value));
        kept.remove("$is_login_id");
        call.put("properties", kept);
    }

    private void identify(String field, Map<String, Object> traits) {
        call.put("type", "identify");
        call.put(field, traits);
    }

    /** {@code $name} is a name like another. */
    private Map<String, Object> plainNames() {
        Map<String, Object> traits = new LinkedHashMap<>();
        properties.forEach((name, value) -> traits.put(name.startsWith("$") ? name.substring(1) : name, value));
        traits.remove("is_login_id");
        return traits;
    }

    @SuppressWarnings("NullAway") // a trait of null is taken away
    private Map<String, Object> taken() {
        Map<String, Object> traits = plainNames();
        traits.replaceAll((name, value) -> null);
        return traits;
    }

    private void names() {
        Object distinct = said.get("distinct_id");
        boolean login = type.equals("track_signup") || Boolean.TRUE.equals(properties.get("$is_login_id"));
        Object user = first(said.get("login_id"), login ? distinct : null, identities.get("$identity_login_id"));
        put("userId", user);
        put(
                "anonymousId",
                first(
                        said.get("anonymous_id"),
                        said.get("original_id"),
                        identities.get("$identity_anonymous_id"),
                        identities.get("$identity_cookie_id"),
                        Objects.equals(distinct, user) ? null : distinct));
    }

    private Map<String, Object> context() {
        Map<String, Object> lib = object(said.get("lib"));
        List<Object> external = new ArrayList<>();
        IDENTITIES.forEach((name, ours) -> {
            if (identities.get(name) != null) {
                external.add(Map.of("type", ours, "id", identities.get(name)));
            }
        });
        Map<String, Object> context = new LinkedHashMap<>();
        context.put(
                "library",
                Map.of(
                        "name",
                        String.valueOf(lib.getOrDefault("$lib", "sensors")),
                        "version",
                        String.valueOf(lib.getOrDefault("$lib_version", ""))));
        if (!external.isEmpty()) {
            context.put("externalIds", external);
        }
        return context;
    }

    /** Their number repeats within days; with the person and the millisecond it does not. */
    private @Nullable String messageId() {
        Object track = said.get("_track_id");
        if (track == null) {
            return null;
        }
        String all = String.join(
                "\n",
                List.of(
                        String.valueOf(said.get("distinct_id")),
                        type,
                        String.valueOf(said.get("event")),
                        String.valueOf(said.get("time")),
                        track.toString()));
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void put(String name, @Nullable Object value) {
        if (value != null) {
            call.put(name, value);
        }
    }

    private static @Nullable Object first(@Nullable Object... candidates) {
        for (Object candidate : candidates) {
            if (candidate != null && !candidate.equals("")) {
                return candidate;
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked") // the JSON reader makes no maps but these
    private static Map<String, Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
