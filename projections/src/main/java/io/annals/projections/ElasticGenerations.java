package io.annals.projections;

import io.annals.contracts.view.ViewStatus.Parked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The generations of a view in Elasticsearch: an index each, {@code <view>-<generation>}, an alias {@code <view>} on the
 * one that serves (switched in one step by the cluster), and bookmarks in the index {@code annals-bookmarks}.
 */
public final class ElasticGenerations {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Elastic elastic;
    private final String alias;
    private final String bookmarks;

    public ElasticGenerations(Elastic elastic, String view) {
        this.elastic = elastic;
        this.alias = elastic.index(view);
        this.bookmarks = elastic.index("annals-bookmarks");
    }

    public String index(String generation) {
        return alias + "-" + generation;
    }

    /** Generations are numbered; anything else behind the prefix is a neighbour's. */
    public List<String> all() {
        List<String> generations = new ArrayList<>();
        JsonNode indices = elastic.find("/" + alias + "-*?filter_path=*.aliases&expand_wildcards=open");
        if (indices != null) {
            for (String index : indices.propertyNames()) {
                String generation = index.substring(alias.length() + 1);
                if (generation.matches("\\d{1,9}")) {
                    generations.add(generation);
                }
            }
        }
        generations.sort(Comparator.comparingInt(Integer::parseInt));
        return generations;
    }

    public @Nullable String live() {
        JsonNode found = elastic.find("/_alias/" + alias);
        if (found == null) {
            return null;
        }
        return found.propertyNames().stream()
                .map(index -> index.substring(alias.length() + 1))
                .findFirst()
                .orElse(null);
    }

    public void makeLive(String generation) {
        elastic.send(
                "POST",
                "/_aliases",
                Map.of(
                        "actions",
                        Stream.concat(
                                        all().stream()
                                                .filter(other -> !other.equals(generation))
                                                .map(other -> action("remove", other)),
                                        Stream.of(action("add", generation)))
                                .toList()));
    }

    private Map<String, Object> action(String what, String generation) {
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("index", index(generation));
        action.put("alias", alias);
        if (what.equals("remove")) {
            action.put("must_exist", false);
        }
        return Map.of(what, action);
    }

    /** Does nothing when there is such an index. */
    public void create(String index, Map<String, ?> mapping, Map<String, ?> settings) {
        if (elastic.find("/" + index + "?filter_path=*.aliases") != null) {
            return;
        }
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.put("number_of_shards", 1);
        all.put("auto_expand_replicas", "0-1");
        try {
            elastic.send("PUT", "/" + index, Map.of("settings", all, "mappings", mapping));
        } catch (Elastic.Refused refusal) {
            // Somebody else was first, with the same mapping.
            if (!refusal.type().equals("resource_already_exists_exception")) {
                throw refusal;
            }
        }
    }

    public void drop(String index) {
        try {
            elastic.send("DELETE", "/" + index, null);
        } catch (Elastic.Refused refusal) {
            if (refusal.status() != 404) {
                throw refusal;
            }
        }
    }

    public Bookmark bookmark(String generation) {
        JsonNode found = elastic.find("/" + bookmarks + "/_doc/" + index(generation));
        if (found == null) {
            return Bookmark.START;
        }
        JsonNode source = found.path("_source");
        List<Parked> parked = new ArrayList<>();
        source.path("parked").forEach(one -> parked.add(JSON.treeToValue(one, Parked.class)));
        return new Bookmark(
                source.path("position").asLong(), source.path("erased").asLong(), List.copyOf(parked));
    }

    public void save(String generation, Bookmark bookmark) {
        elastic.send("PUT", "/" + bookmarks + "/_doc/" + index(generation), JSON.valueToTree(bookmark));
    }

    public void forget(String generation) {
        drop(bookmarks + "/_doc/" + index(generation));
    }

    /** Before the first bookmark, so that the cluster does not guess at its fields. */
    public void prepare() {
        create(bookmarks, Map.of("dynamic", false), Map.of());
    }
}
