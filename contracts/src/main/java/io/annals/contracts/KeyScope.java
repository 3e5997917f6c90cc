package io.annals.contracts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * What one encryption key covers: a subject, a retention class and a period. To forget the period, or the subject, the
 * key is destroyed.
 *
 * @param subject the customer id
 * @param retention {@code core} for identity and consent, {@code behavior} for what the customer did
 * @param period a UTC quarter such as {@code 2026-Q4}; empty for a class that does not expire by itself
 */
public record KeyScope(String subject, String retention, String period) {

    public static KeyScope core(String subject) {
        return new KeyScope(subject, "core", "");
    }

    /** Quarters: fine enough to forget by, coarse enough that a faithful customer costs four keys a year. */
    public static KeyScope behavior(String subject, Instant at) {
        ZonedDateTime utc = at.atZone(ZoneOffset.UTC);
        return new KeyScope(subject, "behavior", utc.getYear() + "-Q" + ((utc.getMonthValue() + 2) / 3));
    }
}
