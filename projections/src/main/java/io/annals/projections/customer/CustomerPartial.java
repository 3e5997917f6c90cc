package io.annals.projections.customer;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorsRefused;
import io.annals.contracts.customer.ConsentEvent;
import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.contracts.customer.ConsentEvent.ConsentWithdrawn;
import io.annals.contracts.customer.CustomerEvent;
import io.annals.contracts.customer.Evidence;
import io.annals.contracts.customer.GuardianshipEvent.MinorDeclared;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityEvent.CustomersMerged;
import io.annals.contracts.customer.IdentityEvent.CustomersUnmerged;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import io.annals.contracts.customer.IdentityEvent.TraitsChanged;
import io.annals.projections.Properties;
import io.annals.projections.Purchase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one stream says about its customer: a fold over its events in stream order, by the event alone. An event seen
 * before changes nothing. Everything is sorted, so that equal histories give equal bytes. Not safe for several threads.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE,
        setterVisibility = Visibility.NONE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class CustomerPartial {

    /** A client that makes up a name for every event must not grow its customer without end. */
    private static final int MAX_NAMES = 500;

    private static final String OTHER_NAMES = "(other)";
    private static final int MAX_TRAITS = 1_000;

    final String stream;
    long sequence = -1;
    long position;

    @Nullable
    String root;

    final SortedSet<String> members = new TreeSet<>();
    final SortedMap<String, SortedMap<String, Instant>> identifiers = new TreeMap<>();
    final SortedMap<String, TraitState> traits = new TreeMap<>();
    final SortedMap<String, ConsentState> consents = new TreeMap<>();

    /** What this stream's own decisions said before one heard from another stream of the same person covered them. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    final SortedMap<String, ConsentState> covered = new TreeMap<>();

    /** Until when a guardian decides, as was declared last. */
    @Nullable
    Instant minorUntil;

    @Nullable
    Instant firstSeen;

    @Nullable
    Instant lastSeen;

    long events;
    long refused;
    final SortedMap<String, Occurrences> byName = new TreeMap<>();
    /** Days since 1970-01-01 UTC → event name → count. */
    final SortedMap<Long, SortedMap<String, Long>> days = new TreeMap<>();

    final Orders orders = new Orders();
    final Orders refunds = new Orders();
    final Orders adjustments = new Orders();
    final Favourites categories = new Favourites();
    final Favourites products = new Favourites();

    @JsonCreator
    CustomerPartial(@JsonProperty("stream") String stream) {
        this.stream = stream;
    }

    public static CustomerPartial of(String stream) {
        return new CustomerPartial(stream);
    }

    public String stream() {
        return stream;
    }

    /** Of the last event folded, -1 before the first. */
    public long sequence() {
        return sequence;
    }

    /** The customer this stream was absorbed by; {@code null} when it stands for itself. */
    public @Nullable String root() {
        return root;
    }

    /** Streams absorbed by this one. */
    public SortedSet<String> members() {
        return members;
    }

    /**
     * When an event counts for the question "as of". A consent decision counts from the instant it holds, which for an
     * imported one is long before it was recorded; anything else when it happened. What was only heard from another
     * stream counts from when it was heard: before, the two were not one person.
     */
    public static Instant eventTime(CustomerEvent event) {
        return event instanceof ConsentEvent consent && consent.heardFrom() == null
                ? consent.effectiveFrom()
                : event.at();
    }

    /**
     * Folds one more event.
     *
     * @return false when the event had been seen before
     */
    public boolean apply(CustomerEvent event, long eventSequence, long eventPosition) {
        if (eventSequence <= sequence) {
            return false;
        }
        if (event instanceof BehaviorRecorded recorded) {
            behaved(recorded.behavior());
        } else if (event instanceof BehaviorsRefused some) {
            refused += Math.max(0, some.count());
        } else if (event instanceof TraitsChanged changed) {
            changed.traits().forEach((name, value) -> trait(name, value, changed.at(), eventPosition));
        } else if (event instanceof IdentifierAttached attached) {
            attached(attached.identifier(), attached.at());
        } else if (event instanceof ConsentGranted granted) {
            decided(granted, granted.evidence(), granted.expires(), eventPosition);
        } else if (event instanceof ConsentWithdrawn withdrawn) {
            decided(withdrawn, withdrawn.evidence(), null, eventPosition);
        } else if (event instanceof CustomersMerged merged) {
            merged(merged);
        } else if (event instanceof CustomersUnmerged unmerged) {
            unmerged(unmerged);
        } else if (event instanceof MinorDeclared declared) {
            minorUntil = declared.until();
        }
        sequence = eventSequence;
        position = eventPosition;
        return true;
    }

    private void behaved(Behavior behavior) {
        Instant at = behavior.at();
        firstSeen = firstSeen == null || at.isBefore(firstSeen) ? at : firstSeen;
        lastSeen = lastSeen == null || at.isAfter(lastSeen) ? at : lastSeen;
        events++;
        String name = known(Properties.cut(behavior.name()));
        byName.merge(name, new Occurrences(1, at), Occurrences::plus);
        long day = at.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay();
        days.computeIfAbsent(day, first -> new TreeMap<>()).merge(name, 1L, Long::sum);
        Purchase purchase = Purchase.of(behavior);
        if (purchase != null) {
            purchased(purchase);
        }
    }

    private String known(String name) {
        return byName.containsKey(name) || byName.size() < MAX_NAMES ? name : OTHER_NAMES;
    }

    private void purchased(Purchase purchase) {
        switch (purchase.kind()) {
            case REFUND -> refunds.add(purchase.orderId(), purchase.amount());
            case ADJUSTMENT -> adjustments.add(purchase.orderId(), purchase.amount());
            case INTEREST -> purchase.lines().forEach(line -> categorised(line, BigDecimal.ZERO));
            case ORDER -> {
                orders.add(purchase.orderId(), purchase.amount());
                for (Purchase.Line line : purchase.lines()) {
                    categorised(line, line.amount());
                    if (line.productId() != null) {
                        products.add(line.productId(), line.name(), line.amount());
                    }
                }
            }
        }
    }

    private void categorised(Purchase.Line line, BigDecimal spent) {
        if (line.category() != null) {
            categories.add(line.category(), null, spent);
        }
    }

    private void trait(String name, @Nullable Object value, Instant at, long eventPosition) {
        String key = Properties.cut(name);
        TraitState before = traits.get(key);
        if (before == null && traits.size() >= MAX_TRAITS) {
            return;
        }
        TraitState now = new TraitState(PlainJson.of(value), at, eventPosition);
        traits.put(key, before == null ? now : TraitState.later(before, now));
    }

    private void attached(Identifier identifier, Instant at) {
        identifiers
                .computeIfAbsent(identifier.type(), type -> new TreeMap<>())
                .merge(identifier.value(), at, (a, b) -> a.isBefore(b) ? a : b);
    }

    private void decided(ConsentEvent event, Evidence evidence, @Nullable Instant expires, long eventPosition) {
        ConsentState next = new ConsentState(
                event instanceof ConsentGranted,
                event.effectiveFrom(),
                event.at(),
                expires,
                evidence,
                eventPosition,
                event.heardFrom());
        ConsentState last = consents.put(event.purpose(), next);
        if (next.heardFrom() == null) {
            covered.remove(event.purpose());
        } else if (last != null && last.heardFrom() == null) {
            covered.put(event.purpose(), last);
        }
    }

    private void merged(CustomersMerged event) {
        if (event.absorbed().equals(stream)) {
            root = event.root();
            return;
        }
        members.add(event.absorbed());
    }

    private void unmerged(CustomersUnmerged event) {
        consents.values().removeIf(state -> state.heardFrom() != null);
        consents.putAll(covered);
        covered.clear();
        if (event.absorbed().equals(stream)) {
            root = null;
        }
        if (event.root().equals(stream)) {
            members.remove(event.absorbed());
        }
    }

    /** A trait taken away stays as a null with its time: an older value that arrives late must not bring it back. */
    record TraitState(@Nullable Object value, Instant at, long position) {

        static TraitState later(TraitState one, TraitState other) {
            int order = one.at.compareTo(other.at);
            order = order == 0 ? Long.compare(one.position, other.position) : order;
            return order > 0 ? one : other;
        }
    }

    record ConsentState(
            boolean granted,
            Instant effectiveFrom,
            Instant at,
            @Nullable Instant expires,
            Evidence evidence,
            long position,
            @Nullable String heardFrom) {

        /** Decisions were weighed when they were made; the log's order is the order in which they hold. */
        static ConsentState later(ConsentState one, ConsentState other) {
            return one.position > other.position ? one : other;
        }

        boolean holdsAt(Instant instant) {
            return granted && (expires == null || expires.isAfter(instant));
        }
    }

    record Occurrences(long count, Instant last) {

        Occurrences plus(Occurrences other) {
            return new Occurrences(count + other.count, last.isAfter(other.last) ? last : other.last);
        }
    }

    /** Distinct orders, each as the first 64 bits of a hash of its id, and their sum. */
    @JsonAutoDetect(fieldVisibility = Visibility.ANY)
    static final class Orders {
        final SortedSet<Long> ids = new TreeSet<>();
        BigDecimal amount = BigDecimal.ZERO;

        void add(String orderId, BigDecimal part) {
            ids.add(ShortHash.of(orderId));
            amount = amount.add(part);
        }

        void addAll(Orders other) {
            ids.addAll(other.ids);
            amount = amount.add(other.amount);
        }
    }
}
