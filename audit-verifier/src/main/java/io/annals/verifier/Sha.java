package io.annals.verifier;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 with the prefixes of docs/ledger.md. */
final class Sha {

    static final int LENGTH = 32;
    static final byte[] ZERO = new byte[LENGTH];

    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    });

    private Sha() {}

    static byte[] plain(byte[]... parts) {
        MessageDigest digest = DIGEST.get();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    static byte[] leaf(byte[] entry) {
        return plain(new byte[] {0}, entry);
    }

    static byte[] parent(byte[] left, byte[] right) {
        return plain(new byte[] {1}, left, right);
    }

    static byte[] chained(byte[] before, byte[] leaf) {
        return plain(new byte[] {2}, before, leaf);
    }

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
