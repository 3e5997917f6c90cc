package io.annals.contracts.customer;

import io.annals.contracts.audit.AboutCustomers;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of one customer, over all their streams. Personal values are in clear here; they are masked where they
 * leave the platform.
 *
 * @param customerId the root: the stream that stands for the customer after merges
 * @param members every stream of the customer, the root included
 * @param position of the last event that is in this answer
 * @param asOf the event time up to which events count; {@code null} for no bound
 * @param knownAt the instant by which an event had to be stored; {@code null} for no bound
 * @param minorUntil until when a guardian decides; {@code null} when nobody declared the customer a minor
 * @param firstSeen the first thing the customer did; decisions and attributes recorded about them do not count
 * @param topCategories empty unless the customer allows profiling
 * @param topProducts empty unless the customer allows profiling
 * @param unreadable what an answer about the past had to leave out; {@code null} when nothing
 */
public record CustomerView(
        String customerId,
        List<String> members,
        long position,
        @Nullable Instant asOf,
        @Nullable Instant knownAt,
        List<KnownIdentifier> identifiers,
        List<Trait> traits,
        List<Consent> consents,
        @Nullable Instant minorUntil,
        @Nullable Instant firstSeen,
        @Nullable Instant lastSeen,
        Totals totals,
        List<Category> topCategories,
        List<Product> topProducts,
        List<Day> days,
        @Nullable Unreadable unreadable)
        implements AboutCustomers {

    @Override
    public Collection<String> shown() {
        return members;
    }

    public record KnownIdentifier(String type, String value, Instant since) {}

    /** @param at the event time this value was stated for */
    public record Trait(String name, Object value, Instant at) {}

    /** @param position of the event that says so */
    public record Consent(
            String purpose,
            State state,
            Instant effectiveFrom,
            Instant at,
            @Nullable Instant expires,
            Evidence evidence,
            long position) {

        /** As it is written in JSON. */
        public enum State {
            granted,
            withdrawn,
            /** Granted, and {@code expires} has passed. */
            expired
        }
    }

    /**
     * @param events behaviours kept
     * @param refused behaviours that lacked consent
     */
    public record Totals(
            long events, long refused, List<ByName> byName, Amount orders, Amount refunds, Amount adjustments) {}

    public record ByName(String name, long count, Instant last) {}

    /**
     * @param count distinct orders; an order may arrive in parts
     * @param amount in the currency it arrived in; refunds are negative
     */
    public record Amount(long count, BigDecimal amount) {}

    public record Category(String name, long count, BigDecimal amount) {}

    public record Product(String id, @Nullable String name, long count, BigDecimal amount) {}

    /**
     * Events that were stored and cannot be read: damaged, or their key was destroyed. When they happened is unknown, so
     * they may lie beyond the asked instant.
     *
     * @param positions the first hundred of them
     */
    public record Unreadable(long count, List<Long> positions) {}

    /** @param day UTC */
    public record Day(LocalDate day, long count) {}
}
