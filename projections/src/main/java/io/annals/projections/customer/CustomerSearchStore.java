package io.annals.projections.customer;

import io.annals.eventstore.KeyedHash;
import io.annals.eventstore.SubjectCipher;
import io.annals.projections.Bookmark;
import io.annals.projections.Elastic;
import io.annals.projections.ElasticGenerations;
import io.annals.projections.Generation;
import io.annals.projections.Handlers;
import io.annals.projections.View;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code customer-search} in Elasticsearch. */
final class CustomerSearchStore implements View {

    static final String VIEW = Handlers.viewOf(CustomerSearchProjection.class);

    private static final Map<String, Object> PARTIAL_MAPPING = Map.of(
            "dynamic",
            false,
            "properties",
            Map.of("sequence", Map.of("type", "long"), "position", Map.of("type", "long")));

    private final Elastic elastic;
    private final ElasticGenerations generations;
    private final SealedPartials sealed;
    private final KeyedHash hash;

    CustomerSearchStore(Elastic elastic, SubjectCipher cipher, KeyedHash hash) {
        this.elastic = elastic;
        this.generations = new ElasticGenerations(elastic, VIEW);
        this.sealed = new SealedPartials(cipher, VIEW);
        this.hash = hash;
    }

    static String partialIndex(String index) {
        return index + "-partials";
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
        String index = generations.index(generation);
        generations.create(index, SearchDocument.MAPPING, Map.of("refresh_interval", "500ms"));
        // Partials are asked for by id, which sees them at once.
        generations.create(partialIndex(index), PARTIAL_MAPPING, Map.of("refresh_interval", "60s"));
        return new CustomerSearchGeneration(generation, elastic, generations, sealed, hash);
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
        String index = generations.index(generation);
        generations.drop(partialIndex(index));
        generations.drop(index);
        generations.forget(generation);
    }
}
