package io.annals.command.source;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The write key of a request's head, in each of the ways client SDKs send it. */
public final class PresentedKey {

    private PresentedKey() {}

    /** {@code Authorization: Basic base64(key:)}, else {@code X-Write-Key}; {@code null} when neither is there. */
    public static @Nullable String of(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            return basic(authorization.substring(6).strip());
        }
        return request.getHeader("X-Write-Key");
    }

    private static String basic(String encoded) {
        try {
            String both = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = both.indexOf(':');
            return colon < 0 ? both : both.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return ""; // presented, and no key
        }
    }
}
