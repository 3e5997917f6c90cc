package io.annals.projections.customer;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.annals.projections.MongoGenerations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.types.Binary;

/** The documents of one generation, {@code {_id: stream, sequence, position, body}}: read and replaced by id, nothing else. */
final class CustomerDocuments {

    private static final int PAGE = 1_000;
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> documents;
    private final SealedPartials sealed;

    CustomerDocuments(MongoCollection<Document> documents, SealedPartials sealed) {
        this.documents = documents;
        this.sealed = sealed;
    }

    /** The JSON of the partials that are there and can be read. */
    Map<String, byte[]> find(Collection<String> streams) {
        if (streams.isEmpty()) {
            return Map.of();
        }
        return open(MongoGenerations.calling(
                () -> documents.find(Filters.in("_id", streams)).into(new ArrayList<>())));
    }

    /** @return bytes of JSON by stream; an erased customer has none, and no document either */
    Map<String, Integer> replace(Map<String, CustomerPartial> partials, Collection<String> erased) {
        Map<String, Integer> sizes = new HashMap<>();
        List<WriteModel<Document>> writes = new ArrayList<>(partials.size() + erased.size());
        erased.forEach(stream -> writes.add(new DeleteOneModel<>(Filters.eq("_id", stream))));
        partials.forEach((stream, partial) -> {
            byte[] json = PartialJson.write(partial);
            byte[] body = sealed.seal(stream, json);
            if (body == null) {
                writes.add(new DeleteOneModel<>(Filters.eq("_id", stream)));
                return;
            }
            sizes.put(stream, json.length);
            Document document = new Document("_id", stream)
                    .append("sequence", partial.sequence)
                    .append("position", partial.position)
                    .append("body", new Binary(body));
            writes.add(new ReplaceOneModel<>(Filters.eq("_id", stream), document, UPSERT));
        });
        if (!writes.isEmpty()) {
            MongoGenerations.calling(() -> documents.bulkWrite(writes, ANY_ORDER));
        }
        return sizes;
    }

    void delete(String stream) {
        MongoGenerations.calling(() -> documents.deleteOne(Filters.eq("_id", stream)));
    }

    void scan(Consumer<Map<String, byte[]>> consumer) {
        MongoGenerations.calling(() -> {
            List<Document> page = new ArrayList<>(PAGE);
            for (Document document : documents.find().batchSize(PAGE)) {
                page.add(document);
                if (page.size() == PAGE) {
                    consumer.accept(open(page));
                    page.clear();
                }
            }
            consumer.accept(open(page));
            return true;
        });
    }

    private Map<String, byte[]> open(List<Document> page) {
        sealed.prepare(page.stream().map(document -> document.getString("_id")).toList());
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        for (Document document : page) {
            String stream = document.getString("_id");
            byte[] json = sealed.open(stream, document.get("body", Binary.class).getData());
            if (json != null) {
                bodies.put(stream, json);
            }
        }
        return bodies;
    }
}
