package io.annals.command.tracking;

import io.annals.contracts.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a client SDK gets back. Always a body: some take an empty 2xx for an error. */
final class Answers {

    private static final byte[] SUCCESS = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Seconds a client should wait: long enough to breathe, short enough for a browser tab. */
    private static final Map<Integer, String> RETRY_AFTER = Map.of(429, "1", 503, "5");

    /** One transparent point. */
    private static final byte[] IMAGE =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private Answers() {}

    static void success(HttpServletResponse response, long position) throws IOException {
        response.setHeader("Annals-Position", Long.toString(position));
        write(response, 200, "application/json", SUCCESS);
    }

    static void image(HttpServletResponse response, long position) throws IOException {
        response.setHeader("Annals-Position", Long.toString(position));
        write(response, 200, "image/gif", IMAGE);
    }

    static void json(HttpServletResponse response, Map<String, Object> answer) throws IOException {
        write(response, 200, "application/json", JSON.writeValueAsBytes(answer));
    }

    static void verbose(HttpServletResponse response, long position, Outcomes outcomes) throws IOException {
        List<Map<String, Object>> results =
                outcomes.inOrder().stream().map(Answers::result).toList();
        for (int index = 0; index < results.size(); index++) {
            results.get(index).put("index", index);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("position", position);
        answer.put("results", results);
        response.setHeader("Annals-Position", Long.toString(position));
        write(response, 200, "application/json", JSON.writeValueAsBytes(answer));
    }

    static void problem(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        String retryAfter = RETRY_AFTER.get(problem.status());
        if (retryAfter != null) {
            response.setHeader("Retry-After", retryAfter);
        }
        if (problem.status() == 401) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"write key\"");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title(problem.status()));
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("code", problem.code());
        body.put("instance", request.getRequestURI());
        write(response, problem.status(), "application/problem+json", JSON.writeValueAsBytes(body));
    }

    private static Map<String, Object> result(Outcomes.Outcome outcome) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("index", 0);
        putIfKnown(result, "messageId", outcome.messageId());
        result.put("status", outcome.status().name().toLowerCase(Locale.ROOT));
        putIfKnown(result, "code", outcome.code());
        putIfKnown(result, "detail", outcome.detail());
        return result;
    }

    private static void putIfKnown(Map<String, Object> result, String name, @Nullable String value) {
        if (value != null) {
            result.put(name, value);
        }
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 413 -> "Content Too Large";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> "Error";
        };
    }

    private static void write(HttpServletResponse response, int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
