package io.annals.command.cleaning;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.UUID;

/** What a rule remembers a call by: a hash under a salt of this process, which tells nothing to whoever reads it. */
final class Traces {

    private final byte[] salt = new byte[16];
    private final MessageDigest digest;

    Traces() {
        new SecureRandom().nextBytes(salt);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    UUID of(Object... parts) {
        try {
            MessageDigest own = (MessageDigest) digest.clone();
            own.update(salt);
            for (Object part : parts) {
                byte[] bytes = part.toString().getBytes(StandardCharsets.UTF_8);
                own.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
                own.update(bytes);
            }
            ByteBuffer hash = ByteBuffer.wrap(own.digest());
            return new UUID(hash.getLong(), hash.getLong());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
