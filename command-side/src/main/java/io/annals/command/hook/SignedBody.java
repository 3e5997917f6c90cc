package io.annals.command.hook;

import io.annals.command.CommandProblem.Unauthenticated;
import io.annals.contracts.source.HookSettings.Encoding;
import io.annals.contracts.source.HookSettings.Signature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A body and the header that vouches for it.
 *
 * @param header as it came; absent when it did not
 */
record SignedBody(@Nullable String header, byte[] body) {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern TIME = Pattern.compile("t=(\\d{1,12})");
    /** More than any sender rotates through; each costs an HMAC of the body. */
    private static final int MOST_SIGNATURES = 8;

    /** @throws Unauthenticated unless one of the secrets signed it, and not long ago where the signature tells when */
    void expect(Signature how, List<byte[]> secrets, Instant now) {
        if (header == null || header.isBlank()) {
            throw new Unauthenticated("signature-missing", "The header " + how.header() + " carries no signature.");
        }
        boolean signed =
                switch (how.scheme()) {
                    case BODY -> signed("", header.strip(), how, secrets);
                    case TIMESTAMPED -> timely(header, how, secrets, now);
                };
        if (!signed) {
            throw new Unauthenticated("signature-wrong", "No secret of this source signed this body.");
        }
    }

    private boolean timely(String header, Signature how, List<byte[]> secrets, Instant now) {
        String seconds = null;
        boolean signed = false;
        int signatures = 0;
        for (String part : header.split(",")) {
            Matcher time = TIME.matcher(part.strip());
            if (time.matches()) {
                seconds = time.group(1);
            }
        }
        if (seconds == null) {
            return false;
        }
        for (String part : header.split(",")) {
            if (part.strip().startsWith(how.prefix()) && signatures++ < MOST_SIGNATURES) {
                signed |= signed(seconds + ".", part.strip(), how, secrets);
            }
        }
        Duration apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now)
                .abs();
        // Told only to who knows the secret: others learn nothing of our clock.
        if (signed && apart.compareTo(Duration.ofSeconds(how.toleranceSeconds())) > 0) {
            throw new Unauthenticated(
                    "signature-expired", "Signed more than " + how.toleranceSeconds() + " seconds ago or ahead.");
        }
        return signed;
    }

    private boolean signed(String before, String part, Signature how, List<byte[]> secrets) {
        if (!part.startsWith(how.prefix())) {
            return false;
        }
        byte[] claimed = decoded(part.substring(how.prefix().length()), how.encoding());
        boolean signed = false;
        for (byte[] secret : secrets) {
            signed |= MessageDigest.isEqual(hmac(secret, before), claimed); // in constant time
        }
        return signed;
    }

    private byte[] hmac(byte[] secret, String before) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update(before.getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing, for what is not so encoded. */
    private static byte[] decoded(String text, Encoding encoding) {
        try {
            return switch (encoding) {
                case HEX -> HexFormat.of().parseHex(text);
                case BASE64 -> Base64.getDecoder().decode(text);
            };
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
