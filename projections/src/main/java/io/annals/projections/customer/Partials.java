package io.annals.projections.customer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.eventstore.LoggedEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The partials a batch touches: loaded once, changed in memory, stored once. Between batches the recent ones stay in
 * memory, which is right because a generation has one writer.
 */
final class Partials {

    /** Bytes of JSON; the objects take some four times as much. */
    private static final long CACHED_BYTES = 24L << 20;

    private final Cache<String, Cached> cache = Caffeine.newBuilder()
            .maximumWeight(CACHED_BYTES)
            .weigher((String stream, Cached cached) -> cached.bytes)
            .build();
    private final Function<Collection<String>, Map<String, byte[]>> loading;

    private final Map<String, CustomerPartial> batch = new HashMap<>();
    private final Map<String, CustomerPartial> changed = new LinkedHashMap<>();
    private final Set<String> erased = new LinkedHashSet<>();

    private record Cached(CustomerPartial partial, int bytes) {}

    /** @param loading the JSON of the partials there are, by stream */
    Partials(Function<Collection<String>, Map<String, byte[]>> loading) {
        this.loading = loading;
    }

    /** The streams a batch is about: those with an event that can still be read. */
    static Set<String> streams(List<LoggedEvent> events) {
        return events.stream()
                .filter(event -> event.payload() != null)
                .map(LoggedEvent::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void load(Collection<String> streams) {
        Set<String> missing = new TreeSet<>();
        for (String stream : streams) {
            if (batch.containsKey(stream)) {
                continue;
            }
            Cached cached = cache.getIfPresent(stream);
            if (cached == null) {
                missing.add(stream);
                continue;
            }
            batch.put(stream, cached.partial);
        }
        if (missing.isEmpty()) {
            return;
        }
        Map<String, byte[]> stored = loading.apply(missing);
        for (String stream : missing) {
            byte[] json = stored.get(stream);
            batch.put(stream, json == null ? CustomerPartial.of(stream) : PartialJson.read(json));
        }
    }

    /** @param fold answers whether it changed anything */
    void update(String stream, Predicate<CustomerPartial> fold) {
        CustomerPartial partial = find(stream);
        if (partial != null && fold.test(partial)) {
            changed.put(stream, partial);
        }
    }

    /** {@code null} when the stream was not loaded for this batch. */
    @Nullable
    CustomerPartial find(String stream) {
        return batch.get(stream);
    }

    /** Every partial of this batch that is no longer what is stored. */
    Map<String, CustomerPartial> changed() {
        return changed;
    }

    /** What was changed is stored now; {@code sizes} in bytes by stream. */
    void stored(Map<String, Integer> sizes) {
        changed.forEach((stream, partial) -> {
            Integer size = sizes.get(stream);
            if (size == null) {
                cache.invalidate(stream);
                return;
            }
            cache.put(stream, new Cached(partial, size));
        });
        batch.clear();
        changed.clear();
        erased.clear();
    }

    /** The batch failed: what is in memory may be ahead of what is stored. */
    void lost() {
        cache.invalidateAll(changed.keySet());
        cache.invalidateAll(batch.keySet());
        batch.clear();
        changed.clear();
        erased.clear();
    }

    /** From now on there is nothing known of the stream. */
    void erase(String stream) {
        batch.put(stream, CustomerPartial.of(stream));
        changed.remove(stream);
        cache.invalidate(stream);
        erased.add(stream);
    }

    /** The streams of which nothing may be stored any more. */
    Set<String> erased() {
        return erased;
    }

    void forget(String stream) {
        cache.invalidate(stream);
    }
}
