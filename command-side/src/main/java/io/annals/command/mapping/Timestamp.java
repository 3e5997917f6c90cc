package io.annals.command.mapping;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When it happened.
 *
 * @param zone of times that name none
 * @param plusSeconds what sets apart rows that the file gives one time
 */
record Timestamp(Value at, Format format, ZoneId zone, Value.@Nullable Number plusSeconds) {

    /** Reads a time; a time without a zone is one of the zone given. */
    interface Format {

        Instant read(String text, ZoneId zone);
    }

    static final Format ISO = (text, zone) -> {
        String strict =
                text.length() > 10 ? text.substring(0, 10) + text.substring(10).replace(' ', 'T') : text;
        return strict.length() == 10
                ? instant(LocalDate.parse(strict), zone)
                : instant(
                        DateTimeFormatter.ISO_DATE_TIME.parseBest(strict, ZonedDateTime::from, LocalDateTime::from),
                        zone);
    };

    /** @throws IllegalArgumentException for a pattern that is none */
    static Format format(String name) {
        return switch (name) {
            case "iso" -> ISO;
            case "epoch-seconds" ->
                (text, zone) -> Instant.ofEpochMilli(
                        new BigDecimal(text).movePointRight(3).longValue());
            case "epoch-millis" -> (text, zone) -> Instant.ofEpochMilli(Long.parseLong(text));
            default -> {
                DateTimeFormatter pattern = DateTimeFormatter.ofPattern(name, Locale.ROOT);
                yield (text, zone) -> instant(
                        pattern.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from), zone);
            }
        };
    }

    Instant of(Rows rows) throws Unfit {
        Object said = at.of(rows);
        if (said == null) {
            throw new Unfit("there is no time");
        }
        BigDecimal later = plusSeconds == null ? null : plusSeconds.of(rows);
        try {
            Instant instant = format.read(said.toString().strip(), zone);
            return later == null
                    ? instant
                    : instant.plusMillis(later.movePointRight(3).longValue());
        } catch (DateTimeException | NumberFormatException e) {
            throw new Unfit("\"" + said + "\" is not a time as the mapping says");
        }
    }

    private static Instant instant(TemporalAccessor parsed, ZoneId zone) {
        if (parsed instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        return parsed instanceof LocalDateTime local
                ? local.atZone(zone).toInstant()
                : LocalDate.from(parsed).atStartOfDay(zone).toInstant();
    }
}
