package io.annals.projections.customer;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How often and for how much, per category or product. Bounded: beyond 400 entries the 200 with the highest amount, then
 * count, then name stay; what fell out and comes back begins again at nothing, so that a customer of very many
 * products has exact sums only for those that matter.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class Favourites {

    static final int KEPT = 200;
    private static final int BOUND = 400;

    private static final Comparator<Map.Entry<String, Sum>> BEST_FIRST = Comparator.comparing(
                    (Map.Entry<String, Sum> entry) -> entry.getValue().amount(), Comparator.reverseOrder())
            .thenComparing(entry -> entry.getValue().count(), Comparator.reverseOrder())
            .thenComparing(Map.Entry::getKey);

    private final SortedMap<String, Sum> sums = new TreeMap<>();

    record Sum(long count, BigDecimal amount, @Nullable String name) {

        Sum plus(Sum other) {
            return new Sum(count + other.count, amount.add(other.amount), smaller(name, other.name));
        }

        /** A product renamed along the way keeps one of its names, the same one in whichever order they came. */
        private static @Nullable String smaller(@Nullable String one, @Nullable String other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.compareTo(other) <= 0 ? one : other;
        }
    }

    void add(String key, @Nullable String name, BigDecimal amount) {
        sums.merge(key, new Sum(1, amount, name), Sum::plus);
        if (sums.size() > BOUND) {
            Set<String> kept = best().limit(KEPT).map(Map.Entry::getKey).collect(Collectors.toSet());
            sums.keySet().retainAll(kept);
        }
    }

    /** The union; not trimmed, so that the order of combining does not matter. */
    void addAll(Favourites other) {
        other.sums.forEach((key, sum) -> sums.merge(key, sum, Sum::plus));
    }

    Stream<Map.Entry<String, Sum>> best() {
        return sums.entrySet().stream().sorted(BEST_FIRST);
    }
}
