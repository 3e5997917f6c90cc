package io.annals.eventstore.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The three hashes of the ledger, all SHA-256 and told apart by their first byte: leaves and nodes as in RFC 9162, section
 * 2.1.1, and the links of the chain. Not for several threads at once.
 */
final class Hashes {

    /** Bytes in a hash. */
    static final int SIZE = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final byte LINK = 2;

    private final MessageDigest sha256 = sha256();

    byte[] leaf(byte[] entry) {
        sha256.update(LEAF);
        return sha256.digest(entry);
    }

    byte[] node(byte[] left, byte[] right) {
        return pair(NODE, left, right);
    }

    /** The chain up to an event from the chain before it; it begins with 32 zeros. */
    byte[] link(byte[] chain, byte[] leaf) {
        return pair(LINK, chain, leaf);
    }

    /** The root of a tree without leaves. */
    byte[] nothing() {
        return sha256.digest();
    }

    private byte[] pair(byte kind, byte[] left, byte[] right) {
        sha256.update(kind);
        sha256.update(left);
        return sha256.digest(right);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
