package io.annals.command.customer;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Ids that grow with time (RFC 9562, version 7): the older of two customers has the smaller id. */
public final class CustomerIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    private CustomerIds() {}

    public static String mint(Instant now) {
        long high = (now.toEpochMilli() << 16) | 0x7000L | (RANDOM.nextInt() & 0x0FFFL);
        long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
