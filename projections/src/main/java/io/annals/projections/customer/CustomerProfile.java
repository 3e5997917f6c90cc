package io.annals.projections.customer;

import io.annals.contracts.customer.CustomerView;
import io.annals.contracts.customer.CustomerView.Amount;
import io.annals.contracts.customer.CustomerView.ByName;
import io.annals.contracts.customer.CustomerView.Category;
import io.annals.contracts.customer.CustomerView.Consent;
import io.annals.contracts.customer.CustomerView.Day;
import io.annals.contracts.customer.CustomerView.KnownIdentifier;
import io.annals.contracts.customer.CustomerView.Product;
import io.annals.contracts.customer.CustomerView.Totals;
import io.annals.contracts.customer.CustomerView.Trait;
import io.annals.contracts.customer.Purpose;
import io.annals.projections.customer.CustomerPartial.ConsentState;
import io.annals.projections.customer.CustomerPartial.Occurrences;
import io.annals.projections.customer.CustomerPartial.Orders;
import io.annals.projections.customer.CustomerPartial.TraitState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One customer over all their streams. To combine is commutative and associative: whichever stream is read first, and
 * however they are grouped, the profile is the same.
 */
public final class CustomerProfile {

    private static final int TOP = 10;

    final SortedSet<String> streams = new TreeSet<>();
    final SortedMap<String, SortedMap<String, Instant>> identifiers = new TreeMap<>();
    final SortedMap<String, TraitState> traits = new TreeMap<>();
    final SortedMap<String, ConsentState> consents = new TreeMap<>();
    final SortedMap<String, Occurrences> byName = new TreeMap<>();
    final SortedMap<Long, SortedMap<String, Long>> days = new TreeMap<>();
    final Orders orders = new Orders();
    final Orders refunds = new Orders();
    final Orders adjustments = new Orders();
    final Favourites categories = new Favourites();
    final Favourites products = new Favourites();
    long position;
    long events;
    long refused;

    @Nullable
    Instant minorUntil;

    @Nullable
    Instant firstSeen;

    @Nullable
    Instant lastSeen;

    private CustomerProfile() {}

    /** @param partials one per stream of the customer */
    public static CustomerProfile combine(Collection<CustomerPartial> partials) {
        CustomerProfile profile = new CustomerProfile();
        partials.forEach(profile::add);
        return profile;
    }

    private void add(CustomerPartial partial) {
        if (!streams.add(partial.stream)) {
            throw new IllegalArgumentException("the same stream twice");
        }
        partial.identifiers.forEach((type, values) -> values.forEach((value, since) -> identifiers
                .computeIfAbsent(type, first -> new TreeMap<>())
                .merge(value, since, CustomerProfile::earlier)));
        partial.traits.forEach((name, state) -> traits.merge(name, state, TraitState::later));
        partial.consents.forEach((purpose, state) -> consents.merge(purpose, state, ConsentState::later));
        partial.byName.forEach((name, times) -> byName.merge(name, times, Occurrences::plus));
        partial.days.forEach((day, counts) -> counts.forEach((name, count) ->
                days.computeIfAbsent(day, first -> new TreeMap<>()).merge(name, count, Long::sum)));
        orders.addAll(partial.orders);
        refunds.addAll(partial.refunds);
        adjustments.addAll(partial.adjustments);
        categories.addAll(partial.categories);
        products.addAll(partial.products);
        position = Math.max(position, partial.position);
        events += partial.events;
        refused += partial.refused;
        firstSeen = firstSeen == null
                ? partial.firstSeen
                : partial.firstSeen == null ? firstSeen : earlier(firstSeen, partial.firstSeen);
        lastSeen = latest(lastSeen, partial.lastSeen);
        minorUntil = latest(minorUntil, partial.minorUntil);
    }

    /**
     * The profile as it is answered.
     *
     * @param root the stream that stands for the customer
     * @param now the instant consents are judged at; the instant of {@code asOf} when there is one
     */
    public CustomerView view(String root, @Nullable Instant asOf, @Nullable Instant knownAt, Instant now) {
        boolean profiled = allows(Purpose.PROFILING, now);
        return new CustomerView(
                root,
                List.copyOf(streams),
                position,
                asOf,
                knownAt,
                identifiers.entrySet().stream()
                        .flatMap(type -> type.getValue().entrySet().stream()
                                .map(value -> new KnownIdentifier(type.getKey(), value.getKey(), value.getValue())))
                        .toList(),
                traits.entrySet().stream().flatMap(CustomerProfile::trait).toList(),
                consents.entrySet().stream()
                        .map(consent -> consent(consent.getKey(), consent.getValue(), now))
                        .toList(),
                minorUntil,
                firstSeen,
                lastSeen,
                new Totals(events, refused, names(), amount(orders), amount(refunds), amount(adjustments)),
                profiled ? topCategories() : List.of(),
                profiled ? topProducts() : List.of(),
                days.entrySet().stream()
                        .map(day -> new Day(
                                LocalDate.ofEpochDay(day.getKey()),
                                day.getValue().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()))
                        .toList(),
                null);
    }

    boolean allows(String purpose, Instant now) {
        ConsentState consent = consents.get(purpose);
        return consent != null && consent.holdsAt(now);
    }

    private static Stream<Trait> trait(SortedMap.Entry<String, TraitState> trait) {
        Object value = trait.getValue().value();
        return value == null
                ? Stream.empty()
                : Stream.of(new Trait(trait.getKey(), value, trait.getValue().at()));
    }

    private static Consent consent(String purpose, ConsentState state, Instant now) {
        Consent.State word = !state.granted()
                ? Consent.State.withdrawn
                : state.holdsAt(now) ? Consent.State.granted : Consent.State.expired;
        return new Consent(
                purpose, word, state.effectiveFrom(), state.at(), state.expires(), state.evidence(), state.position());
    }

    private List<ByName> names() {
        List<ByName> names = new ArrayList<>();
        byName.forEach((name, times) -> names.add(new ByName(name, times.count(), times.last())));
        names.sort((a, b) -> Long.compare(b.count(), a.count()));
        return List.copyOf(names);
    }

    private List<Category> topCategories() {
        return categories
                .best()
                .limit(TOP)
                .map(entry -> new Category(
                        entry.getKey(),
                        entry.getValue().count(),
                        entry.getValue().amount()))
                .toList();
    }

    private List<Product> topProducts() {
        return products.best()
                .limit(TOP)
                .map(entry -> new Product(
                        entry.getKey(),
                        entry.getValue().name(),
                        entry.getValue().count(),
                        entry.getValue().amount()))
                .toList();
    }

    static Amount amount(Orders orders) {
        return new Amount(orders.ids.size(), orders.amount);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    @Override
    public String toString() {
        return "CustomerProfile" + Objects.toString(streams);
    }
}
