package io.annals.contracts.source;

import java.util.List;
import java.util.Map;

/**
 * How a third party's webhooks are known to be theirs, and what they become.
 *
 * @param calls what a body becomes, each as in a mapping of imports; of several whose conditions hold, each makes a call
 */
public record HookSettings(Signature signature, List<Map<String, Object>> calls) {

    /**
     * HMAC-SHA256 under the source's webhook secret, whose key is the secret's UTF-8.
     *
     * @param header that carries it, in whatever case
     * @param prefix before the signature in that header, such as {@code sha256=}; may be empty
     * @param toleranceSeconds how far the time in a {@link Scheme#TIMESTAMPED} signature may be from ours
     */
    public record Signature(Scheme scheme, String header, Encoding encoding, String prefix, int toleranceSeconds) {}

    public enum Scheme {
        /** Over the body. */
        BODY,
        /** {@code t=SECONDS,PREFIX…}, each further part a signature over {@code SECONDS.BODY}, as Stripe sends them. */
        TIMESTAMPED
    }

    public enum Encoding {
        HEX,
        BASE64
    }
}
