package io.annals.eventstore;

import io.annals.contracts.customer.Identifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104) with a key of the platform's own. */
final class HmacKeyedHash implements KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final ThreadLocal<Mac> macs;

    HmacKeyedHash(byte[] key) {
        SecretKeySpec secret = new SecretKeySpec(key, ALGORITHM);
        this.macs = ThreadLocal.withInitial(() -> mac(secret));
    }

    @Override
    public String of(Identifier identifier) {
        return of(identifier.type(), identifier.value());
    }

    String of(String kind, String value) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(kind, value));
    }

    @Override
    public UUID shortOf(String kind, String value) {
        ByteBuffer hash = ByteBuffer.wrap(hash(kind, value));
        return new UUID(hash.getLong(), hash.getLong());
    }

    private byte[] hash(String kind, String value) {
        Mac mac = macs.get();
        mac.update(kind.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
