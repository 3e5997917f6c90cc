package io.annals.projections.behavior;

import io.annals.projections.Bookmark;
import io.annals.projections.Elastic;
import io.annals.projections.ElasticGenerations;
import io.annals.projections.Generation;
import io.annals.projections.Handlers;
import io.annals.projections.View;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code behavior-index} in Elasticsearch. */
final class BehaviorIndexStore implements View {

    static final String VIEW = Handlers.viewOf(BehaviorIndexProjection.class);

    private final Elastic elastic;
    private final ElasticGenerations generations;

    BehaviorIndexStore(Elastic elastic) {
        this.elastic = elastic;
        this.generations = new ElasticGenerations(elastic, VIEW);
    }

    @Override
    public String name() {
        return VIEW;
    }

    @Override
    public List<String> generations() {
        return generations.all();
    }

    @Override
    public @Nullable String live() {
        return generations.live();
    }

    @Override
    public Generation open(String generation) {
        generations.prepare();
        generations.create(generations.index(generation), BehaviorDocument.MAPPING, Map.of("refresh_interval", "1s"));
        return new BehaviorIndexGeneration(generation, elastic, generations);
    }

    @Override
    public Bookmark bookmark(String generation) {
        return generations.bookmark(generation);
    }

    @Override
    public void makeLive(String generation) {
        generations.makeLive(generation);
    }

    @Override
    public void drop(String generation) {
        generations.drop(generations.index(generation));
        generations.forget(generation);
    }
}
