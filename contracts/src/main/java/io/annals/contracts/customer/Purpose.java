package io.annals.contracts.customer;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a customer may allow. Consent for one purpose says nothing about another. Which purposes there are the
 * {@link ConsentTerms} say; here are those the platform itself means something by.
 */
public final class Purpose {

    /** Keep what the customer does. Without it nothing of a person is stored. */
    public static final String COLLECTION = "collection";
    /** Derive tags, preferences, scores and segment membership. */
    public static final String PROFILING = "profiling";

    public static final String MARKETING = "marketing";
    public static final String RECOMMENDATION = "recommendation";
    public static final String SHARING = "sharing";

    /** Withdrawn by whoever wants people to decide about them. */
    public static final String AUTOMATED_DECISIONS = "automated-decisions";

    /** Those a search may ask for. */
    public static final Set<String> SEARCHABLE = Collections.unmodifiableSet(
            new LinkedHashSet<>(List.of(COLLECTION, PROFILING, MARKETING, RECOMMENDATION, SHARING)));

    /** Whether an unsubscription takes the purpose back: marketing itself, or one channel of it. */
    public static boolean isMarketing(String purpose) {
        return purpose.equals(MARKETING) || purpose.startsWith(MARKETING + "-");
    }

    private Purpose() {}
}
