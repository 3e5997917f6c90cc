package io.annals.projections.customer;

import io.annals.contracts.customer.CustomerSummary;
import io.annals.contracts.customer.CustomerSummary.MaskedIdentifier;
import io.annals.contracts.customer.CustomerView.Amount;
import io.annals.contracts.customer.CustomersFound;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.segment.Rule;
import io.annals.contracts.segment.SegmentPreview;
import io.annals.contracts.segment.SegmentVocabulary;
import io.annals.contracts.segment.SegmentVocabulary.EventCount;
import io.annals.contracts.segment.SegmentVocabulary.TraitName;
import io.annals.eventstore.KeyedHash;
import io.annals.projections.Elastic;
import io.annals.projections.Handlers;
import io.annals.projections.Properties;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code customer-search}: customers by free words, by an identifier, by a rule. */
public final class CustomerSearch {

    public static final String VIEW = Handlers.viewOf(CustomerSearchProjection.class);

    /** Traits a rule builder offers. */
    private static final int NAMES = 100;

    private static final List<String> IDENTIFIER_TYPES =
            List.of(Identifier.USER_ID, Identifier.EMAIL, Identifier.PHONE, Identifier.ANONYMOUS_ID);

    private final Elastic elastic;
    private final KeyedHash hash;

    CustomerSearch(Elastic elastic, KeyedHash hash) {
        this.elastic = elastic;
        this.hash = hash;
    }

    /** What a list of customers can be sorted by; the largest, or latest, first. */
    public enum Order {
        LAST_SEEN("lastSeen"),
        FIRST_SEEN("firstSeen"),
        EVENTS("events"),
        AMOUNT("orders.amount");

        private final String field;

        Order(String field) {
            this.field = field;
        }
    }

    /** Makes what the view has seen visible to the searches that follow. */
    public void refresh() {
        elastic.ask(VIEW, "_refresh", null);
    }

    /**
     * @param words a country, a category, a trait's value, the beginning of a customer id, or a whole identifier
     * @param identifier exact, found through its keyed hash
     * @param after where the page before ended; {@code null} for the first page
     */
    public CustomersFound find(
            @Nullable String words,
            @Nullable Identifier identifier,
            Order order,
            @Nullable Cursor after,
            int limit,
            Instant now) {
        List<Map<String, Object>> filters = new ArrayList<>();
        if (words != null && !words.isBlank()) {
            filters.add(words(Properties.cut(words.strip()), now));
        }
        if (identifier != null) {
            filters.add(RuleQuery.term("identifiers", hash.of(identifier)));
        }
        JsonNode hits = search(RuleQuery.filter(filters), order, after, limit);
        JsonNode page = hits.path("hits");
        return new CustomersFound(
                hits.path("total").path("value").asLong(),
                summaries(hits),
                page.size() < limit
                        ? null
                        : Cursor.behind(order, page.path(limit - 1)).toString());
    }

    /** @param position the view had seen when it was asked; comes back with the answer */
    public SegmentPreview preview(Rule rule, int sample, Instant now, long position) {
        long start = System.nanoTime();
        JsonNode hits = search(RuleQuery.of(rule, now), Order.LAST_SEEN, null, sample);
        long of = elastic.ask(VIEW, "_count", Map.of("query", RuleQuery.profiled(now)))
                .path("count")
                .asLong();
        return new SegmentPreview(
                hits.path("total").path("value").asLong(),
                of,
                summaries(hits),
                Duration.ofNanos(System.nanoTime() - start).toMillis(),
                position);
    }

    public SegmentVocabulary vocabulary(Instant now) {
        Map<String, Object> counts = Map.of("count", Map.of("sum", Map.of("field", "daily.count")));
        Map<String, Object> events =
                Map.of("nested", Map.of("path", "daily"), "aggs", Map.of("names", terms("daily.event", 500, counts)));
        JsonNode answer = aggregate(now, Map.of("names", terms("traitNames", NAMES, Map.of()), "events", events));
        List<String> names = buckets(answer.path("names"))
                .map(bucket -> bucket.path("key").asString())
                .toList();
        return new SegmentVocabulary(
                values(names, now),
                buckets(answer.path("events").path("names"))
                        .map(bucket -> new EventCount(bucket.path("key").asString(), (long)
                                bucket.path("count").path("value").asDouble()))
                        .toList(),
                Arrays.stream(Rule.TotalName.values()).map(Rule.TotalName::path).toList());
    }

    /** The most frequent values of each trait. */
    private List<TraitName> values(List<String> names, Instant now) {
        if (names.isEmpty()) {
            return List.of();
        }
        Map<String, Object> aggregations = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String prefix = Terms.prefix(names.get(i));
            aggregations.put(
                    "n" + i, Map.of("terms", Map.of("field", "traits", "size", 10, "include", literal(prefix) + ".+")));
        }
        JsonNode answer = aggregate(now, aggregations);
        List<TraitName> traits = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            traits.add(new TraitName(
                    names.get(i),
                    buckets(answer.path("n" + i))
                            .map(bucket -> Terms.valueOf(bucket.path("key").asString()))
                            .toList()));
        }
        return List.copyOf(traits);
    }

    private JsonNode aggregate(Instant now, Map<String, Object> aggregations) {
        return elastic.ask(
                        VIEW,
                        "_search",
                        Map.of(
                                "size",
                                0,
                                "query",
                                RuleQuery.filter(List.of(RuleQuery.profiled(now))),
                                "aggs",
                                aggregations))
                .path("aggregations");
    }

    private static Map<String, Object> terms(String field, int size, Map<String, Object> inside) {
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put("terms", Map.of("field", field, "size", size));
        if (!inside.isEmpty()) {
            terms.put("aggs", inside);
        }
        return terms;
    }

    private static Stream<JsonNode> buckets(JsonNode aggregation) {
        return aggregation.path("buckets").valueStream();
    }

    /** Lucene's regular expressions have operators of their own. */
    private static String literal(String text) {
        return text.replaceAll("([^\\p{L}\\p{N}])", "\\\\$1");
    }

    /** Categories are derived, so only customers who allow profiling are found by them. */
    private Map<String, Object> words(String words, Instant now) {
        List<Map<String, Object>> any = new ArrayList<>();
        any.add(anyCase("country", words));
        any.add(anyCase("words", words));
        any.add(RuleQuery.filter(List.of(RuleQuery.profiled(now), anyCase("categories", words))));
        any.add(Map.of("prefix", Map.of("customerId", Map.of("value", words))));
        any.add(RuleQuery.term("members", words));
        IDENTIFIER_TYPES.forEach(type -> any.add(RuleQuery.term("identifiers", hash.of(new Identifier(type, words)))));
        return RuleQuery.or(any);
    }

    private static Map<String, Object> anyCase(String field, String value) {
        return Map.of("term", Map.of(field, Map.of("value", value, "case_insensitive", true)));
    }

    private JsonNode search(Map<String, Object> query, Order order, @Nullable Cursor after, int limit) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("size", limit);
        request.put("track_total_hits", true);
        request.put("query", query);
        request.put(
                "sort",
                List.of(Map.of(order.field, Map.of("order", "desc", "missing", "_last")), Map.of("customerId", "asc")));
        if (after != null) {
            request.put("search_after", after.searchAfter());
        }
        request.put(
                "_source", List.of("customerId", "display", "firstSeen", "lastSeen", "events", "orders", "country"));
        return elastic.ask(VIEW, "_search", request).path("hits");
    }

    private static List<CustomerSummary> summaries(JsonNode hits) {
        return hits.path("hits")
                .valueStream()
                .map(hit -> summary(hit.path("_source")))
                .toList();
    }

    private static CustomerSummary summary(JsonNode source) {
        JsonNode display = source.path("display");
        JsonNode orders = source.path("orders");
        return new CustomerSummary(
                source.path("customerId").asString(),
                display.path("name").asString(null),
                display.path("identifiers")
                        .valueStream()
                        .map(one -> new MaskedIdentifier(
                                one.path("type").asString(), one.path("value").asString()))
                        .toList(),
                instant(source.path("firstSeen")),
                instant(source.path("lastSeen")),
                source.path("events").asLong(0),
                new Amount(orders.path("count").asLong(0), orders.path("amount").asDecimal(BigDecimal.ZERO)),
                source.path("country").asString(null));
    }

    private static @Nullable Instant instant(JsonNode millis) {
        return millis.isNumber() ? Instant.ofEpochMilli(millis.asLong()) : null;
    }
}
