package io.annals.command.tracking;

import io.annals.command.source.Sources.Registered;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;

/** What browser clients ask before they send: that there is such a source, and that this server alone wants its calls. */
final class ClientSettings {

    private ClientSettings() {}

    /** As analytics-next reads it from its {@code cdnURL}. */
    static Map<String, Object> segment(HttpServletRequest request, String writeKey) {
        Map<String, Object> destination =
                Map.of("apiKey", writeKey, "apiHost", host(request) + "/v1", "protocol", request.getScheme());
        // Unless told otherwise, some clients report on themselves to their maker.
        return Map.of("integrations", Map.of("Segment.io", destination), "metrics", Map.of("sampleRate", 0));
    }

    /** As analytics-js of RudderStack reads it from its {@code configUrl}. */
    static Map<String, Object> rudder(Registered source) {
        Map<String, Object> off = Map.of("enabled", false);
        Map<String, Object> config = Map.of("statsCollection", Map.of("errors", off, "metrics", off));
        return Map.of(
                "source",
                Map.of("id", source.sourceId(), "enabled", true, "config", config, "destinations", List.of()));
    }

    private static String host(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host == null ? request.getServerName() + ":" + request.getServerPort() : host;
    }
}
