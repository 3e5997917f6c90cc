package io.annals.command.preference;

import io.annals.eventstore.LinkSeal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokens that let a person into their own preferences, and nobody into anything else: customer id, end and signature.
 * None is kept, so one is taken back only by erasure or its end.
 */
public final class PreferenceLinks {

    private static final String KIND = "preferences";
    private static final Pattern TOKEN =
            Pattern.compile("(([A-Za-z0-9-]{1,64})\\.([0-9]{1,12}))\\.([A-Za-z0-9_-]{43})");

    private final LinkSeal seal;

    PreferenceLinks(LinkSeal seal) {
        this.seal = seal;
    }

    /** @param expires in whole seconds */
    String mint(String customer, Instant expires) {
        String said = customer + "." + expires.getEpochSecond();
        return said + "." + seal.of(KIND, said);
    }

    /** The customer it was made for; empty when it is forged or has ended. */
    public Optional<String> find(String token, Instant now) {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches() || !same(seal.of(KIND, parts.group(1)), parts.group(4))) {
            return Optional.empty();
        }
        boolean ended = now.getEpochSecond() >= Long.parseLong(parts.group(3));
        return ended ? Optional.empty() : Optional.of(parts.group(2));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
