package io.annals.projections.behavior;

import io.annals.contracts.behavior.BehaviorsFound;
import io.annals.contracts.behavior.BehaviorsFound.Interval;
import io.annals.contracts.behavior.BehaviorsFound.Point;
import io.annals.contracts.behavior.BehaviorsFound.Recent;
import io.annals.contracts.behavior.BehaviorsFound.Series;
import io.annals.projections.Elastic;
import io.annals.projections.Handlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code behavior-index}: how often something was done, and by one customer lately. */
public final class BehaviorSearch {

    public static final String VIEW = Handlers.viewOf(BehaviorIndexProjection.class);

    private static final int NAMES = 10;
    private static final int RECENT = 10;

    private final Elastic elastic;

    BehaviorSearch(Elastic elastic) {
        this.elastic = elastic;
    }

    /** Which of its times places a behaviour: when it was done, or when it was stored. */
    public enum Time {
        at,
        recordedAt
    }

    /**
     * @param name only behaviours of this name
     * @param streams only of these; {@code null} for everybody's
     * @param to not included
     */
    public record Question(
            @Nullable String name,
            @Nullable Collection<String> streams,
            Time time,
            Instant from,
            Instant to,
            Interval interval) {}

    /** Makes what the view has seen visible to the searches that follow. */
    public void refresh() {
        elastic.ask(VIEW, "_refresh", null);
    }

    public BehaviorsFound find(Question asked) {
        String time = asked.time().name();
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("size", asked.streams() == null ? 0 : RECENT);
        request.put("track_total_hits", true);
        request.put("query", Map.of("bool", Map.of("filter", filters(asked))));
        request.put("sort", List.of(Map.of(time, "desc"), Map.of("position", "desc")));
        request.put("_source", List.of("position", "at", "name", "source", "amount", "currency"));
        Map<String, Object> histogram =
                Map.of("field", time, "calendar_interval", asked.interval().name(), "min_doc_count", 1);
        request.put(
                "aggs",
                Map.of(
                        "names",
                        Map.of(
                                "terms",
                                Map.of("field", "name", "size", NAMES),
                                "aggs",
                                Map.of("points", Map.of("date_histogram", histogram)))));
        JsonNode answer = elastic.ask(VIEW, "_search", request);
        return new BehaviorsFound(
                asked.from(),
                asked.to(),
                asked.interval(),
                answer.at("/hits/total/value").asLong(0),
                answer.at("/aggregations/names/buckets")
                        .valueStream()
                        .map(BehaviorSearch::series)
                        .toList(),
                answer.at("/hits/hits")
                        .valueStream()
                        .map(hit -> recent(hit.path("_source")))
                        .toList());
    }

    private static List<Object> filters(Question asked) {
        List<Object> filters = new ArrayList<>();
        filters.add(Map.of(
                "range",
                Map.of(
                        asked.time().name(),
                        Map.of(
                                "gte", asked.from().toEpochMilli(),
                                "lt", asked.to().toEpochMilli(),
                                "format", "epoch_millis"))));
        if (asked.name() != null) {
            filters.add(Map.of("term", Map.of("name", asked.name())));
        }
        if (asked.streams() != null) {
            filters.add(Map.of("terms", Map.of("stream", asked.streams())));
        }
        return filters;
    }

    private static Series series(JsonNode bucket) {
        return new Series(
                bucket.path("key").asString(),
                bucket.path("doc_count").asLong(),
                bucket.at("/points/buckets")
                        .valueStream()
                        .map(point -> new Point(
                                Instant.ofEpochMilli(point.path("key").asLong()),
                                point.path("doc_count").asLong()))
                        .toList());
    }

    private static Recent recent(JsonNode source) {
        return new Recent(
                source.path("position").asLong(),
                Instant.ofEpochMilli(source.path("at").asLong()),
                source.path("name").asString(),
                source.path("source").asString(),
                source.path("amount").isNumber() ? source.path("amount").decimalValue() : null,
                source.path("currency").asString(null));
    }
}
