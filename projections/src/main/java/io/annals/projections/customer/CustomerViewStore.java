package io.annals.projections.customer;

import com.mongodb.client.MongoDatabase;
import io.annals.eventstore.SubjectCipher;
import io.annals.projections.Bookmark;
import io.annals.projections.Generation;
import io.annals.projections.Handlers;
import io.annals.projections.MongoGenerations;
import io.annals.projections.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code customer-view} in MongoDB. */
final class CustomerViewStore implements View {

    static final String VIEW = Handlers.viewOf(CustomerViewProjection.class);

    private final MongoGenerations generations;
    private final SealedPartials sealed;
    private final Checkpoints checkpoints;

    CustomerViewStore(MongoDatabase database, SubjectCipher cipher) {
        this.generations = new MongoGenerations(database, VIEW);
        this.sealed = new SealedPartials(cipher, VIEW);
        this.checkpoints = new Checkpoints(database, cipher);
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
        generations.create(generation);
        return new CustomerViewGeneration(generation, generations, documents(generation), sealed, checkpoints);
    }

    @Override
    public Bookmark bookmark(String generation) {
        return generations.bookmark(generation);
    }

    CustomerDocuments documents(String generation) {
        return new CustomerDocuments(generations.collection(generation), sealed);
    }

    @Override
    public void makeLive(String generation) {
        generations.makeLive(generation);
    }

    @Override
    public void drop(String generation) {
        generations.drop(generation);
    }
}
