package io.annals.projections;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A view in Elasticsearch: a generation is one index or several, made in their order and dropped against it. */
public final class ElasticView implements View {

    private final String name;
    private final List<Index> indices;
    private final ElasticGenerations generations;
    private final BiFunction<String, ElasticGenerations, Generation> opening;

    /** @param suffix behind the generation's name; empty for the first, which serves */
    public record Index(String suffix, Map<String, ?> mapping, Map<String, ?> settings) {}

    public ElasticView(
            Elastic elastic,
            String name,
            List<Index> indices,
            BiFunction<String, ElasticGenerations, Generation> opening) {
        this.name = name;
        this.indices = indices;
        this.generations = new ElasticGenerations(elastic, name);
        this.opening = opening;
    }

    @Override
    public String name() {
        return name;
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
        for (Index index : indices) {
            generations.create(generations.index(generation) + index.suffix(), index.mapping(), index.settings());
        }
        return opening.apply(generation, generations);
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
        for (int i = indices.size() - 1; i >= 0; i--) {
            generations.drop(generations.index(generation) + indices.get(i).suffix());
        }
        generations.forget(generation);
    }
}
