package io.annals.projections.customer;

import io.annals.eventstore.KeyedHash;
import io.annals.eventstore.LoggedEvent;
import io.annals.projections.Bookmark;
import io.annals.projections.Elastic;
import io.annals.projections.ElasticGenerations;
import io.annals.projections.ElasticView;
import io.annals.projections.Generation;
import io.annals.projections.Handlers;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * One generation of {@code customer-search}: an index with one document per customer, and beside it the partials of their
 * streams, sealed. A document is computed from all partials of its customer, so that a merge touches only roots.
 */
final class CustomerSearchGeneration implements Generation {

    private static final String PARTIALS = "-partials";

    static final List<ElasticView.Index> INDICES = List.of(
            new ElasticView.Index("", SearchDocument.MAPPING, Map.of("refresh_interval", "500ms")),
            // Partials are asked for by id, which sees them at once.
            new ElasticView.Index(
                    PARTIALS,
                    Map.of(
                            "dynamic",
                            false,
                            "properties",
                            Map.of("sequence", Map.of("type", "long"), "position", Map.of("type", "long"))),
                    Map.of("refresh_interval", "60s")));

    /** Sets partials apart where both kinds of document are compared. */
    private static final String PARTIAL = "partial/";

    private final String name;
    private final Elastic elastic;
    private final ElasticGenerations generations;
    private final SealedPartials sealed;
    private final KeyedHash hash;
    private final String index;
    private final String partialIndex;
    private final Partials partials;
    private final Handlers handlers;

    CustomerSearchGeneration(
            String name, Elastic elastic, ElasticGenerations generations, SealedPartials sealed, KeyedHash hash) {
        this.name = name;
        this.elastic = elastic;
        this.generations = generations;
        this.sealed = sealed;
        this.hash = hash;
        this.index = generations.index(name);
        this.partialIndex = index + PARTIALS;
        this.partials = new Partials(this::bodies);
        this.handlers = new Handlers(new CustomerSearchProjection(partials));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Bookmark bookmark() {
        return generations.bookmark(name);
    }

    @Override
    public void save(Bookmark bookmark) {
        generations.save(name, bookmark);
    }

    @Override
    public void write(List<LoggedEvent> events) {
        Set<String> streams = Partials.streams(events);
        try {
            sealed.prepare(streams);
            partials.load(streams);
            events.forEach(handlers::handle);
            partials.stored(store());
        } catch (RuntimeException failure) {
            partials.lost();
            throw failure;
        }
    }

    private Map<String, Integer> store() {
        Map<String, CustomerPartial> changed = partials.changed();
        Elastic.Bulk bulk = elastic.bulk();
        Map<String, Integer> sizes = new HashMap<>();
        Set<String> gone = new TreeSet<>();
        changed.forEach((stream, partial) -> {
            byte[] json = PartialJson.write(partial);
            byte[] body = sealed.seal(stream, json);
            if (body == null) { // erased, as the log will say in a moment
                gone.add(stream);
                return;
            }
            sizes.put(stream, json.length);
            bulk.index(
                    partialIndex,
                    stream,
                    Map.of(
                            "sequence", partial.sequence,
                            "position", partial.position,
                            "body", Base64.getEncoder().encodeToString(body)));
        });
        gone.forEach(partials::erase);
        for (String stream : partials.erased()) {
            bulk.delete(partialIndex, stream);
            bulk.delete(index, stream);
        }
        loadRelatives(changed.keySet());
        Map<String, Family> families = new LinkedHashMap<>();
        for (String stream : changed.keySet()) {
            Family family = Family.of(stream, partials::find);
            families.put(family.root(), family);
            if (!family.root().equals(stream)) {
                bulk.delete(index, stream);
            }
        }
        families.forEach((root, family) -> {
            if (family.partials().isEmpty()) {
                bulk.delete(index, root);
                return;
            }
            bulk.index(index, root, SearchDocument.of(family, hash));
        });
        bulk.flush();
        return sizes;
    }

    /** Whoever is connected with these streams by merges, in as many steps as it takes. */
    private void loadRelatives(Collection<String> streams) {
        Set<String> known = new TreeSet<>(streams);
        Set<String> latest = new TreeSet<>(streams);
        while (!latest.isEmpty()) {
            Set<String> next = new TreeSet<>();
            for (String stream : latest) {
                CustomerPartial partial = partials.find(stream);
                if (partial != null) {
                    next.addAll(Family.neighbours(partial));
                }
            }
            next.removeAll(known);
            partials.load(next);
            known.addAll(next);
            latest = next;
        }
    }

    @Override
    public void forget(String stream) {
        partials.forget(stream);
        Elastic.Bulk bulk = elastic.bulk();
        bulk.delete(partialIndex, stream);
        bulk.flush();
    }

    @Override
    public void settle() {
        elastic.send("POST", "/" + index + "," + partialIndex + "/_refresh", null);
    }

    @Override
    public void scan(Consumer<Map<String, JsonNode>> page) {
        elastic.scan(index, page);
        elastic.scan(partialIndex, documents -> page.accept(trees(open(documents))));
    }

    @Override
    public Map<String, JsonNode> fetch(Collection<String> ids) {
        List<String> streams = ids.stream()
                .filter(id -> id.startsWith(PARTIAL))
                .map(id -> id.substring(PARTIAL.length()))
                .toList();
        Map<String, JsonNode> found = new LinkedHashMap<>(trees(bodies(streams)));
        found.putAll(elastic.fetch(
                index, ids.stream().filter(id -> !id.startsWith(PARTIAL)).toList()));
        return found;
    }

    private Map<String, byte[]> bodies(Collection<String> streams) {
        return open(elastic.fetch(partialIndex, streams));
    }

    private Map<String, byte[]> open(Map<String, JsonNode> documents) {
        sealed.prepare(documents.keySet());
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        documents.forEach((stream, document) -> {
            byte[] json = sealed.open(
                    stream, Base64.getDecoder().decode(document.path("body").asString()));
            if (json != null) {
                bodies.put(stream, json);
            }
        });
        return bodies;
    }

    private static Map<String, JsonNode> trees(Map<String, byte[]> bodies) {
        Map<String, JsonNode> trees = new LinkedHashMap<>();
        bodies.forEach((stream, json) -> trees.put(PARTIAL + stream, PartialJson.tree(json)));
        return trees;
    }
}
