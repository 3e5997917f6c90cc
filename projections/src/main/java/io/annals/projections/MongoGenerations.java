package io.annals.projections;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.annals.contracts.view.ViewStatus.Parked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The generations of a view in MongoDB: a collection each, {@code <view>-<generation>}; bookmarks and the pointer to the
 * one that serves are documents of the collection {@code annals-views}. Everything is read and replaced by {@code _id}.
 */
public final class MongoGenerations {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoDatabase database;
    private final String view;

    public MongoGenerations(MongoDatabase database, String view) {
        this.database = database;
        this.view = view;
    }

    public MongoCollection<Document> collection(String generation) {
        return database.getCollection(view + "-" + generation);
    }

    public List<String> all() {
        return calling(() -> {
            List<String> generations = new ArrayList<>();
            for (String name : database.listCollectionNames()) {
                if (name.startsWith(view + "-")) {
                    String generation = name.substring(view.length() + 1);
                    if (generation.matches("\\d{1,9}")) {
                        generations.add(generation);
                    }
                }
            }
            generations.sort(Comparator.comparingInt(Integer::parseInt));
            return generations;
        });
    }

    public void create(String generation) {
        if (!all().contains(generation)) {
            run(() -> database.createCollection(view + "-" + generation));
        }
    }

    public @Nullable String live() {
        Document pointer = state(view);
        return pointer == null ? null : pointer.getString("live");
    }

    public void makeLive(String generation) {
        replace(new Document("_id", view).append("live", generation));
    }

    public void drop(String generation) {
        run(() -> {
            collection(generation).drop();
            states().deleteOne(Filters.eq("_id", view + "-" + generation));
        });
    }

    public Bookmark bookmark(String generation) {
        Document found = state(view + "-" + generation);
        if (found == null) {
            return Bookmark.START;
        }
        List<Parked> parked = found.getList("parked", Document.class).stream()
                .map(one -> new Parked(
                        one.getString("stream"),
                        one.getLong("position"),
                        one.getString("error"),
                        Instant.parse(one.getString("since"))))
                .toList();
        return new Bookmark(found.getLong("position"), found.get("erased", 0L), parked);
    }

    public void save(String generation, Bookmark bookmark) {
        replace(new Document("_id", view + "-" + generation)
                .append("position", bookmark.position())
                .append("erased", bookmark.erased())
                .append(
                        "parked",
                        bookmark.parked().stream()
                                .map(one -> new Document("stream", one.stream())
                                        .append("position", one.position())
                                        .append("error", one.error())
                                        .append("since", one.since().toString()))
                                .toList()));
    }

    /** An engine that is away is told apart from a document that can never be stored. */
    public static <T> T calling(Supplier<T> call) {
        try {
            return call.get();
        } catch (MongoBulkWriteException | MongoWriteException | BsonMaximumSizeExceededException refusal) {
            throw refusal;
        } catch (MongoException failure) {
            throw new EngineDown(
                    "MongoDB does not answer: " + failure.getClass().getSimpleName(), failure);
        }
    }

    private static void run(Runnable call) {
        calling(() -> {
            call.run();
            return true;
        });
    }

    private @Nullable Document state(String id) {
        // A supplier may not answer null; an empty document stands for none.
        Document found = calling(() -> {
            Document document = states().find(Filters.eq("_id", id)).first();
            return document == null ? new Document() : document;
        });
        return found.isEmpty() ? null : found;
    }

    private void replace(Document document) {
        run(() -> states().replaceOne(Filters.eq("_id", document.get("_id")), document, UPSERT));
    }

    /** Durable before it is believed: a journalled bookmark takes along what was written before it. */
    private MongoCollection<Document> states() {
        return database.getCollection("annals-views").withWriteConcern(WriteConcern.JOURNALED);
    }
}
