package io.annals.command.tracking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every path of the tracking API, and in which dialect it is spoken. */
final class Paths {

    /** What the servlet is registered for. */
    static final String[] MAPPINGS = {"/v1/*", "/api/s/*", "/beacon/*", "/pixel/*", "/sourceConfig/*", "/sa", "/sa.gif"
    };

    static final List<String> CALLS = List.of("identify", "track", "page", "screen", "group", "alias", "merge");

    private static final Pattern SEGMENT_SETTINGS = Pattern.compile("/v1/projects/([^/]*)/settings");

    private static final Pattern HOOK = Pattern.compile("/v1/hooks/([^/]+)");
    private static final Map<String, Dialect> TAKEN = taken();

    private Paths() {}

    private static Map<String, Dialect> taken() {
        Map<String, Dialect> paths = new HashMap<>();
        for (String call : CALLS) {
            paths.put("POST /v1/" + call, Dialect.one(call));
            paths.put("POST /api/s/" + call, Dialect.one(call)); // Jitsu in a browser
            paths.put("POST /api/s/s2s/" + call, Dialect.one(call)); // Jitsu in Node
        }
        // Segment in a browser
        paths.put("POST /v1/i", Dialect.one("identify"));
        paths.put("POST /v1/t", Dialect.one("track"));
        paths.put("POST /v1/p", Dialect.one("page"));
        paths.put("POST /v1/s", Dialect.one("screen"));
        paths.put("POST /v1/g", Dialect.one("group"));
        paths.put("POST /v1/a", Dialect.one("alias"));
        paths.put("POST /v1/b", Dialect::batch);
        paths.put("POST /v1/batch", Dialect::batch);
        paths.put("POST /v1/import", Dialect::history);
        // RudderStack: a page that is closing, and a page or mail without scripts
        paths.put("POST /beacon/v1/batch", Dialect::batch);
        paths.put("GET /pixel/v1/track", Dialect.pixel("track"));
        paths.put("GET /pixel/v1/page", Dialect.pixel("page"));
        // Sensors
        paths.put("POST /sa", new Sensors());
        paths.put("POST /sa.gif", new Sensors());
        paths.put("GET /sa.gif", new Sensors());
        return Map.copyOf(paths);
    }

    static @Nullable Dialect taking(String method, String path) {
        return TAKEN.get(method + " " + path);
    }

    /** The methods by which something can be told at a path; none when there is no such path. */
    static List<String> methods(String path) {
        if (hooked(path) != null) {
            return List.of("POST");
        }
        return Stream.of("POST", "GET")
                .filter(method -> taking(method, path) != null)
                .toList();
    }

    /** What Segment's browser client tells of itself; taken and not kept. */
    static boolean clientMetrics(String method, String path) {
        return path.equals("/v1/m") && method.equals("POST");
    }

    /** The key in the path by which Segment's browser client asks for its settings. */
    static @Nullable String segmentSettings(String path) {
        Matcher matcher = SEGMENT_SETTINGS.matcher(path);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** The source a third party posts to. */
    static @Nullable String hooked(String path) {
        Matcher matcher = HOOK.matcher(path);
        return matcher.matches() ? matcher.group(1) : null;
    }

    static boolean rudderSettings(String path) {
        return path.equals("/sourceConfig") || path.equals("/sourceConfig/");
    }
}
