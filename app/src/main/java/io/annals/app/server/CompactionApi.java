package io.annals.app.server;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import io.annals.contracts.view.ViewStatus;
import io.annals.engines.EmbeddedMongo;
import io.annals.engines.Engine;
import io.annals.engines.Engines;
import io.annals.engines.Engines.Kind;
import io.annals.eventstore.StoreCompaction;
import io.annals.projections.Elastic;
import io.annals.projections.ElasticCompaction;
import io.annals.projections.ViewStatuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.bson.Document;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes the engines let go of what was deleted. */
@RestController
@Tag(name = "Operation")
class CompactionApi {

    private final Engines engines;
    private final StoreCompaction store;
    private final ObjectProvider<Elastic> elastic;
    private final ObjectProvider<MongoDatabase> mongo;
    private final ObjectProvider<ViewStatuses> views;

    CompactionApi(
            Engines engines,
            DataSource database,
            ObjectProvider<Elastic> elastic,
            ObjectProvider<MongoDatabase> mongo,
            ObjectProvider<ViewStatuses> views) {
        this.engines = engines;
        this.store = new StoreCompaction(database);
        this.elastic = elastic;
        this.mongo = mongo;
        this.views = views;
    }

    /** @param refused what the engine did not allow, and why; then its operator has to do it */
    record Compacted(String engine, long millis, List<String> refused) {}

    record Compaction(List<Compacted> engines) {}

    @PostMapping("/api/compaction")
    @Operation(
            operationId = "compact",
            summary =
                    "Rewrite the engines' files without what was deleted; takes a while, and tables are locked meanwhile")
    Compaction compact() {
        List<Compacted> done = new ArrayList<>();
        done.add(timed(Kind.POSTGRES, store::run));
        elastic.ifAvailable(cluster -> done.add(timed(Kind.ELASTICSEARCH, () -> new ElasticCompaction(cluster)
                .run(views.getObject().all().stream().map(ViewStatus::view).toList()))));
        mongo.ifAvailable(database -> done.add(timed(Kind.MONGODB, () -> compact(database))));
        return new Compaction(done);
    }

    private List<String> compact(MongoDatabase database) {
        Optional<Engine> embedded = engines.embedded().stream()
                .filter(EmbeddedMongo.class::isInstance)
                .findFirst();
        if (embedded.isPresent()) {
            ((EmbeddedMongo) embedded.get()).compact();
            return List.of();
        }
        List<String> refused = new ArrayList<>();
        for (String collection : database.listCollectionNames()) {
            try {
                database.runCommand(new Document("compact", collection));
            } catch (MongoCommandException notAllowed) {
                refused.add(collection + ": " + notAllowed.getErrorMessage());
            }
        }
        return refused;
    }

    private static Compacted timed(Kind kind, Supplier<List<String>> work) {
        long began = System.nanoTime();
        List<String> refused = work.get();
        return new Compacted(kind.toString(), (System.nanoTime() - began) / 1_000_000, refused);
    }
}
