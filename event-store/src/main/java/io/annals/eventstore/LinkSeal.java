package io.annals.eventstore;

/**
 * Signs what leaves the platform in a link and comes back: HMAC-SHA-256 under a key of its own, so that no hash stored
 * for another reason is a signature.
 */
public final class LinkSeal {

    private final HmacKeyedHash hash;

    LinkSeal(HmacKeyedHash hash) {
        this.hash = hash;
    }

    /** @return base64url without padding, 43 characters */
    public String of(String kind, String text) {
        return hash.of(kind, text);
    }
}
