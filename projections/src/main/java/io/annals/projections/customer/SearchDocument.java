package io.annals.projections.customer;

import io.annals.contracts.customer.CustomerView.Amount;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.Masks;
import io.annals.contracts.customer.PersonalTraits;
import io.annals.contracts.customer.Purpose;
import io.annals.eventstore.KeyedHash;
import io.annals.projections.Properties;
import io.annals.projections.customer.CustomerPartial.ConsentState;
import io.annals.projections.customer.CustomerPartial.Orders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the search index holds of one customer: sums, days, non-personal traits; of identifiers the keyed hash, and of the
 * name a mask for display.
 */
final class SearchDocument {

    /** A grant without an end, far beyond any date anybody asks for. */
    private static final String FOR_EVER = "9999-12-31T00:00:00Z";

    private static final int MAX_TRAITS = 200;
    private static final int MAX_CATEGORIES = 50;

    /** Of (event, day) pairs the newest; a nested document each, and the engine's own limit is 10,000 by default. */
    static final int MAX_PAIRS = 8_000;

    private static final Map<String, Object> KEYWORD = Map.of("type", "keyword");
    private static final Map<String, Object> LONG = Map.of("type", "long");
    private static final Map<String, Object> DATE = Map.of("type", "date");
    private static final Map<String, Object> SUMS =
            Map.of("properties", Map.of("count", LONG, "amount", Map.of("type", "double")));

    static final Map<String, Object> MAPPING = Map.of(
            "dynamic",
            false,
            "properties",
            Map.ofEntries(
                    Map.entry("customerId", KEYWORD),
                    Map.entry("members", KEYWORD),
                    Map.entry("identifiers", KEYWORD),
                    Map.entry("country", KEYWORD),
                    Map.entry("categories", KEYWORD),
                    Map.entry("firstSeen", DATE),
                    Map.entry("lastSeen", DATE),
                    Map.entry("events", LONG),
                    Map.entry("orders", SUMS),
                    Map.entry("refunds", SUMS),
                    Map.entry("adjustments", SUMS),
                    Map.entry("granted", Map.of("properties", byPurpose())),
                    Map.entry("traitNames", KEYWORD),
                    Map.entry("traits", KEYWORD),
                    Map.entry("numbers", KEYWORD),
                    Map.entry("words", KEYWORD),
                    Map.entry("ever", KEYWORD),
                    Map.entry(
                            "daily", nested(Map.of("event", KEYWORD, "day", Map.of("type", "integer"), "count", LONG))),
                    Map.entry("position", LONG)));

    private SearchDocument() {}

    private static Map<String, Object> nested(Map<String, Object> properties) {
        return Map.of("type", "nested", "properties", properties);
    }

    private static Map<String, Object> byPurpose() {
        Map<String, Object> fields = new LinkedHashMap<>();
        Purpose.SEARCHABLE.forEach(purpose -> fields.put(purpose, DATE));
        return fields;
    }

    static Map<String, Object> of(Family family, KeyedHash hash) {
        CustomerProfile profile = family.profile();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("customerId", family.root());
        document.put("members", List.copyOf(profile.streams));
        document.put("identifiers", hashes(profile, hash));
        document.put("display", display(profile));
        put(document, "country", text(profile, "country"));
        put(document, "firstSeen", millis(profile.firstSeen));
        put(document, "lastSeen", millis(profile.lastSeen));
        document.put("events", profile.events);
        document.put("orders", sums(profile.orders));
        document.put("refunds", sums(profile.refunds));
        document.put("adjustments", sums(profile.adjustments));
        document.put("granted", granted(profile));
        document.put(
                "categories",
                profile.categories
                        .best()
                        .limit(MAX_CATEGORIES)
                        .map(Map.Entry::getKey)
                        .toList());
        traits(profile, document);
        document.put("ever", ever(profile));
        document.put("daily", daily(profile));
        document.put("position", profile.position);
        return document;
    }

    private static List<String> hashes(CustomerProfile profile, KeyedHash hash) {
        List<String> hashes = new ArrayList<>();
        profile.identifiers.forEach(
                (type, values) -> values.keySet().forEach(value -> hashes.add(hash.of(new Identifier(type, value)))));
        return hashes;
    }

    private static Map<String, Object> display(CustomerProfile profile) {
        Map<String, Object> display = new LinkedHashMap<>();
        for (String trait : List.of("name", "fullName", "firstName", "lastName")) {
            String name = text(profile, trait);
            if (name != null && !name.isBlank()) {
                display.put("name", Masks.text(name.strip()));
                break;
            }
        }
        List<Map<String, String>> identifiers = new ArrayList<>();
        profile.identifiers.forEach((type, values) -> values.keySet().stream()
                .limit(3)
                .forEach(value -> identifiers.add(Map.of("type", type, "value", Masks.identifier(type, value)))));
        display.put("identifiers", identifiers);
        return display;
    }

    private static Map<String, Object> granted(CustomerProfile profile) {
        Map<String, Object> granted = new LinkedHashMap<>();
        profile.consents.forEach((purpose, consent) -> {
            if (consent.granted() && Purpose.SEARCHABLE.contains(purpose)) {
                granted.put(purpose, until(consent));
            }
        });
        return granted;
    }

    private static String until(ConsentState consent) {
        Instant expires = consent.expires();
        return expires == null || expires.isAfter(Instant.parse(FOR_EVER)) ? FOR_EVER : expires.toString();
    }

    private static void traits(CustomerProfile profile, Map<String, Object> document) {
        List<SearchableTrait> traits = new ArrayList<>();
        profile.traits.forEach((name, state) -> {
            Object value = state.value();
            if (value != null && traits.size() < MAX_TRAITS && !PersonalTraits.contains(name)) {
                traits.add(SearchableTrait.of(name, value));
            }
        });
        document.put("traitNames", traits.stream().map(SearchableTrait::name).toList());
        document.put("traits", traits.stream().flatMap(SearchableTrait::terms).toList());
        document.put(
                "numbers", traits.stream().flatMap(SearchableTrait::numberTerms).toList());
        document.put(
                "words",
                traits.stream()
                        .flatMap(trait -> trait.texts().stream())
                        .distinct()
                        .toList());
    }

    private static List<String> ever(CustomerProfile profile) {
        List<String> ever = new ArrayList<>();
        profile.byName.forEach((name, times) -> ever.add(Terms.of(name, times.count())));
        return ever;
    }

    private static List<Object> daily(CustomerProfile profile) {
        List<Object> daily = new ArrayList<>();
        profile.days.forEach((day, counts) ->
                counts.forEach((name, count) -> daily.add(Map.of("event", name, "day", day, "count", count))));
        return daily.size() <= MAX_PAIRS ? daily : daily.subList(daily.size() - MAX_PAIRS, daily.size());
    }

    private static Map<String, Object> sums(Orders orders) {
        Amount amount = CustomerProfile.amount(orders);
        return Map.of("count", amount.count(), "amount", amount.amount());
    }

    private static @Nullable String text(CustomerProfile profile, String trait) {
        CustomerPartial.TraitState state = profile.traits.get(trait);
        return state != null && state.value() instanceof String text ? text : null;
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : Properties.millis(instant);
    }

    private static void put(Map<String, Object> document, String name, @Nullable Object value) {
        if (value != null) {
            document.put(name, value);
        }
    }
}
