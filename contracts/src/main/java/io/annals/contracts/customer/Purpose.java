package io.annals.contracts.customer;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a customer may allow. Consent for one purpose says nothing about another. */
public final class Purpose {

    /** Keep what the customer does. Without it nothing of a person is stored. */
    public static final String COLLECTION = "collection";
    /** Derive tags, preferences, scores and segment membership. */
    public static final String PROFILING = "profiling";

    public static final String MARKETING = "marketing";
    public static final String RECOMMENDATION = "recommendation";
    public static final String SHARING = "sharing";

    /** In the order in which people are asked. */
    public static final Set<String> ALL = Collections.unmodifiableSet(
            new LinkedHashSet<>(List.of(COLLECTION, PROFILING, MARKETING, RECOMMENDATION, SHARING)));

    private Purpose() {}
}
