package io.annals.contracts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * What one encryption key covers: a subject, a retention class and a period. To forget the period, or the subject, the
 * key is destroyed.
 *
 * @param subject the customer id, or {@code source:} and the source's id
 * @param retention {@code core} for identity and consent, {@code behavior} for what the customer did, {@code quarantine}
 *     for what a source sent and nobody could read, {@code secret} for what it shares with a third party
 * @param period a UTC quarter such as {@code 2026-Q4}, or a UTC day of quarantine; empty for a class that does not expire
 *     by itself
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

    /** What a source must be able to say again, such as the secret it shares with a third party. */
    public static KeyScope secret(String source) {
        return new KeyScope("source:" + source, "secret", "");
    }

    /** A day: what lies in quarantine is forgotten day by day. */
    public static KeyScope quarantine(String source, LocalDate day) {
        return new KeyScope("source:" + source, "quarantine", day.toString());
    }
}
