package io.annals.eventstore.ledger;

import java.time.Instant;
import java.util.HexFormat;

/**
 * What is signed about the log: its first {@code size} events have this root and this chain.
 *
 * @param keyId of the key that signed it
 */
record Head(long size, byte[] root, byte[] chain, Instant at, String keyId) {

    static final String TAG = "annals-ledger-head/1";

    /** Reads a signed statement without asking whether it is true. */
    static Head parse(String line) {
        String[] words = line.split(" ", -1);
        HexFormat hex = HexFormat.of();
        return new Head(
                Long.parseLong(words[1]),
                hex.parseHex(words[2]),
                hex.parseHex(words[3]),
                Instant.parse(words[4]),
                words[5]);
    }
}
