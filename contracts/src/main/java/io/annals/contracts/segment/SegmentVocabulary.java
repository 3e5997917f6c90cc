package io.annals.contracts.segment;

import java.util.List;

/** What a rule can be built from, as the customers who allow profiling are at this moment. */
public record SegmentVocabulary(List<TraitName> traits, List<EventCount> events, List<String> totals) {

    /** @param values the most frequent ones, as text */
    public record TraitName(String name, List<String> values) {}

    /** @param count how often it was done, by all of them */
    public record EventCount(String name, long count) {}
}
