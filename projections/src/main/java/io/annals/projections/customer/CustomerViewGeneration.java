package io.annals.projections.customer;

import io.annals.eventstore.LoggedEvent;
import io.annals.projections.Bookmark;
import io.annals.projections.Generation;
import io.annals.projections.Handlers;
import io.annals.projections.MongoGenerations;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** One generation of {@code customer-view} as its writer sees it. */
final class CustomerViewGeneration implements Generation {

    private final String name;
    private final MongoGenerations generations;
    private final CustomerDocuments documents;
    private final SealedPartials sealed;
    private final Checkpoints checkpoints;
    private final Partials partials;
    private final Handlers handlers;

    CustomerViewGeneration(
            String name,
            MongoGenerations generations,
            CustomerDocuments documents,
            SealedPartials sealed,
            Checkpoints checkpoints) {
        this.name = name;
        this.generations = generations;
        this.documents = documents;
        this.sealed = sealed;
        this.checkpoints = checkpoints;
        this.partials = new Partials(documents::find);
        this.handlers = new Handlers(new CustomerViewProjection(partials));
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
            partials.erased().forEach(checkpoints::delete);
            partials.stored(documents.replace(partials.changed(), partials.erased()));
        } catch (RuntimeException failure) {
            partials.lost();
            throw failure;
        }
    }

    @Override
    public void forget(String stream) {
        partials.forget(stream);
        documents.delete(stream);
    }

    @Override
    public void settle() {
        // MongoDB shows what was written at once.
    }

    @Override
    public void scan(Consumer<Map<String, JsonNode>> page) {
        documents.scan(bodies -> page.accept(trees(bodies)));
    }

    @Override
    public Map<String, JsonNode> fetch(Collection<String> ids) {
        return trees(documents.find(ids));
    }

    private static Map<String, JsonNode> trees(Map<String, byte[]> bodies) {
        Map<String, JsonNode> trees = new LinkedHashMap<>();
        bodies.forEach((stream, json) -> trees.put(stream, PartialJson.tree(json)));
        return trees;
    }
}
