package io.annals.contracts.customer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The terms under which people are asked for one purpose.
 *
 * @param regions where another policy holds than {@code policy}: ISO 3166 codes such as {@code US} or {@code US-CA}
 * @param lapsesAfterDays how long a grant lasts, at most; {@code null} until it is withdrawn
 */
public record PurposeTerms(
        String purpose,
        LegalBasis legalBasis,
        Policy policy,
        Map<String, Policy> regions,
        Notice notice,
        @Nullable Integer lapsesAfterDays) {

    private static final Pattern REGION = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");

    /** GDPR article 6(1); PIPL article 13 knows all but the last. */
    public enum LegalBasis {
        CONSENT,
        CONTRACT,
        LEGAL_OBLIGATION,
        VITAL_INTERESTS,
        PUBLIC_TASK,
        LEGITIMATE_INTERESTS
    }

    public enum Policy {
        /** Allowed once somebody says yes. */
        OPT_IN,
        /** Allowed with the first grant of collection, until somebody says no. */
        OPT_OUT
    }

    public PurposeTerms {
        regions = Map.copyOf(regions);
    }

    /** Whether it is written as ISO 3166 writes a country or a part of one. */
    public static boolean isRegion(String code) {
        return REGION.matcher(code).matches();
    }

    /** Of the region itself, else of its country, else in general. */
    public Policy policyIn(String region) {
        int dash = region.indexOf('-');
        String country = dash < 0 ? region : region.substring(0, dash);
        return regions.getOrDefault(region, regions.getOrDefault(country, policy));
    }

    /** When a grant that holds from {@code from} ends; {@code asked} may only shorten it. */
    public @Nullable Instant end(Instant from, @Nullable Instant asked) {
        if (lapsesAfterDays == null) {
            return asked;
        }
        Instant lapses = from.plus(lapsesAfterDays, ChronoUnit.DAYS);
        return asked == null || asked.isAfter(lapses) ? lapses : asked;
    }
}
