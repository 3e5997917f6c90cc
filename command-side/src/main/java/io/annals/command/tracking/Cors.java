package io.annals.command.tracking;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Browsers on any site may send: a write key only writes. The origin is reflected and the requested headers are echoed,
 * because {@code *} does not cover {@code Authorization}, which browser SDKs set.
 */
final class Cors {

    private static final String FIFTEEN_MINUTES = "900";

    private Cors() {}

    static void allow(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Vary", "Origin");
        response.setHeader("Access-Control-Expose-Headers", "Annals-Position, Retry-After");
    }

    static void preflight(HttpServletRequest request, HttpServletResponse response) {
        allow(request, response);
        response.setHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
        String headers = request.getHeader("Access-Control-Request-Headers");
        if (headers != null) {
            response.setHeader("Access-Control-Allow-Headers", headers);
        }
        response.setHeader("Access-Control-Max-Age", FIFTEEN_MINUTES);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
