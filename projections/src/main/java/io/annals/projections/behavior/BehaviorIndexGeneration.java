package io.annals.projections.behavior;

import io.annals.eventstore.LoggedEvent;
import io.annals.projections.Bookmark;
import io.annals.projections.Elastic;
import io.annals.projections.ElasticGenerations;
import io.annals.projections.Generation;
import io.annals.projections.Handlers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** One generation of {@code behavior-index}. */
final class BehaviorIndexGeneration implements Generation {

    private final String name;
    private final Elastic elastic;
    private final ElasticGenerations generations;
    private final String index;
    private final BehaviorIndexProjection projection = new BehaviorIndexProjection();
    private final Handlers handlers = new Handlers(projection);

    BehaviorIndexGeneration(String name, Elastic elastic, ElasticGenerations generations) {
        this.name = name;
        this.elastic = elastic;
        this.generations = generations;
        this.index = generations.index(name);
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
        projection.take();
        projection.takeErased();
        events.forEach(handlers::handle);
        Elastic.Bulk bulk = elastic.bulk();
        projection.takeErased().forEach(id -> bulk.delete(index, id));
        projection.take().forEach((id, document) -> bulk.index(index, id, document));
        bulk.flush();
    }

    @Override
    public void forget(String stream) {
        // Each document is written anew under the id it had.
    }

    @Override
    public void settle() {
        elastic.send("POST", "/" + index + "/_refresh", null);
    }

    @Override
    public void scan(Consumer<Map<String, JsonNode>> page) {
        elastic.scan(index, page);
    }

    @Override
    public Map<String, JsonNode> fetch(Collection<String> ids) {
        return elastic.fetch(index, ids);
    }
}
