package io.annals.verifier;

import java.time.Instant;

/** The first {@code size} events have this root and this chain, said the holder of the key. */
record SignedHead(long size, byte[] root, byte[] chain, Instant at, String keyId) {}
