package io.annals.command.tracking;

import com.ethlo.time.ITU;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The times of one call.
 *
 * @param at {@code receivedAt − (sentAt − originalAt)}: the client's clock may be years wrong, but it is equally wrong
 *     twice. Never later than receipt: nothing is told before it happened.
 */
record Times(Instant at, @Nullable Instant originalAt, @Nullable Instant sentAt) {

    /** Length of {@code 2026-11-22T08:30:00.123Z}, which nearly every client sends; worth a faster reader. */
    private static final int USUAL = 24;

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST_WRITABLE = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final Instant EARLIEST_WRITABLE = Instant.parse("0001-01-01T00:00:00Z");

    static Times of(Map<String, Object> item, @Nullable Object batchSentAt, Instant receivedAt) throws Rejected {
        Object original = item.get("originalTimestamp");
        Instant originalAt = instant("timestamp", original == null ? item.get("timestamp") : original);
        Object sent = item.get("sentAt");
        Instant sentAt = instant("sentAt", sent == null ? batchSentAt : sent);
        Instant at = corrected(originalAt, sentAt, receivedAt);
        if (at.isBefore(EARLIEST)) {
            throw new Rejected("timestamp-invalid", "The corrected time lies before 1970.");
        }
        return new Times(at, originalAt, sentAt);
    }

    private static Instant corrected(@Nullable Instant originalAt, @Nullable Instant sentAt, Instant receivedAt) {
        if (originalAt == null) {
            return receivedAt;
        }
        Instant at = sentAt == null ? originalAt : receivedAt.minus(Duration.between(originalAt, sentAt));
        return at.isAfter(receivedAt) ? receivedAt : at;
    }

    private static @Nullable Instant instant(String field, @Nullable Object value) throws Rejected {
        if (value == null) {
            return null;
        }
        try {
            Instant instant = value instanceof Long millis ? Instant.ofEpochMilli(millis) : parse(value);
            if (instant.isBefore(EARLIEST_WRITABLE) || instant.isAfter(LATEST_WRITABLE)) {
                throw new Rejected("timestamp-invalid", field + " lies outside the years 1 to 9999.");
            }
            return instant;
        } catch (DateTimeException | ArithmeticException e) {
            throw new Rejected("timestamp-invalid", field + " is not an ISO 8601 instant.");
        }
    }

    private static Instant parse(Object value) {
        if (!(value instanceof String text)) {
            throw new DateTimeException("neither text nor milliseconds");
        }
        String stripped = text.strip();
        if (stripped.endsWith("Z")) {
            return stripped.length() == USUAL ? ITU.parseDateTime(stripped).toInstant() : Instant.parse(stripped);
        }
        if (stripped.length() == 10) {
            return LocalDate.parse(stripped).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        int zone = Math.max(stripped.lastIndexOf('+'), stripped.lastIndexOf('-'));
        return zone > 10
                ? OffsetDateTime.parse(stripped).toInstant()
                : LocalDateTime.parse(stripped).toInstant(ZoneOffset.UTC);
    }
}
