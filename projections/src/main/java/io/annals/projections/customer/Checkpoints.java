package io.annals.projections.customer;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.annals.contracts.customer.CustomerEvent;
import io.annals.eventstore.LoggedEvent;
import io.annals.eventstore.SubjectCipher;
import io.annals.projections.MongoGenerations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a stream had come to at the end of each block of its events, and between which times the events of a block lie, so
 * that a question about the past reads the blocks that touch it and not the whole stream. Nothing has to be taken back: a
 * full block never changes, and an event that comes late stands in a later block whose times reach that far back.
 *
 * <p>In MongoDB, sealed under the customer's own key: {@code {_id: stream, stream, body}} lists the blocks,
 * {@code {_id: stream/number, stream, body}} holds the fold up to the end of one.
 */
public final class Checkpoints {

    /** Events of a block. */
    public static final int BLOCK = 250;

    /** To be raised with every change of what {@link CustomerPartial} makes of the same events. */
    private static final int REVISION = 1;

    /** A fold is kept when the events since the last one take no less room than it, so that all stay below the log. */
    private static final int BYTES_AN_EVENT = 250;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Document> documents;
    private final SealedPartials sealed;

    Checkpoints(MongoDatabase database, SubjectCipher cipher) {
        this.documents = database.getCollection("as-of");
        this.sealed = new SealedPartials(cipher, "as-of");
    }

    /**
     * @param firstTime by {@link CustomerPartial#eventTime}; as {@code lastTime}, {@code null} when no event has one
     * @param folded whether the fold up to the end of this block is kept
     */
    public record Block(
            int number,
            @Nullable Instant firstTime,
            @Nullable Instant lastTime,
            Instant firstRecorded,
            Instant lastRecorded,
            boolean folded) {

        static Block of(int number, List<LoggedEvent> events, boolean folded) {
            List<Instant> times = events.stream()
                    .flatMap(event -> event.payload() instanceof CustomerEvent said ? Stream.of(said) : Stream.empty())
                    .map(CustomerPartial::eventTime)
                    .sorted()
                    .toList();
            List<Instant> recorded =
                    events.stream().map(LoggedEvent::recordedAt).sorted().toList();
            return new Block(
                    number,
                    times.isEmpty() ? null : times.get(0),
                    times.isEmpty() ? null : times.get(times.size() - 1),
                    recorded.get(0),
                    recorded.get(recorded.size() - 1),
                    folded);
        }

        /** The sequence after which it begins. */
        public long after() {
            return (long) number * BLOCK - 1;
        }

        /** The sequence of its last event. */
        public long last() {
            return after() + BLOCK;
        }

        /** Every event of it counts. */
        public boolean liesBefore(@Nullable Instant asOf, @Nullable Instant knownAt) {
            return (asOf == null || lastTime == null || !lastTime.isAfter(asOf))
                    && (knownAt == null || !lastRecorded.isAfter(knownAt));
        }

        /** No event of it counts. */
        public boolean liesBehind(@Nullable Instant asOf, @Nullable Instant knownAt) {
            return (asOf != null && (firstTime == null || firstTime.isAfter(asOf)))
                    || (knownAt != null && firstRecorded.isAfter(knownAt));
        }
    }

    /** @param lastEvent the id of the event at the end of the last block: another log has another there */
    public record Blocks(int revision, String lastEvent, List<Block> all) {

        public static final Blocks NONE = new Blocks(REVISION, "", List.of());

        /** The sequence after which no block is known. */
        public long end() {
            return all.isEmpty() ? -1 : all.get(all.size() - 1).last();
        }
    }

    /** @throws io.annals.projections.EngineDown when MongoDB does not answer */
    public Blocks blocks(String stream) {
        byte[] json = open(stream, stream);
        if (json == null) {
            return Blocks.NONE;
        }
        Blocks blocks = JSON.readValue(json, Blocks.class);
        return blocks.revision == REVISION ? blocks : Blocks.NONE;
    }

    /** The fold of all events up to the end of this block; {@code null} when it is not there, or not this one. */
    public @Nullable CustomerPartial fold(String stream, Block block) {
        byte[] json = open(stream, stream + "/" + block.number);
        CustomerPartial partial = json == null ? null : PartialJson.read(json);
        return partial != null && partial.sequence == block.last() ? partial : null;
    }

    /**
     * Adds the next block; the list itself is stored with {@link #list}.
     *
     * @param fold of everything up to the end of {@code events}
     */
    public Blocks add(Blocks blocks, List<LoggedEvent> events, CustomerPartial fold) {
        int number = blocks.all.size();
        long since = blocks.all.stream()
                .filter(Block::folded)
                .max(Comparator.comparingInt(Block::number))
                .map(Block::last)
                .orElse(-1L);
        byte[] json = PartialJson.write(fold);
        boolean kept = json.length <= (fold.sequence - since) * BYTES_AN_EVENT
                && store(fold.stream, fold.stream + "/" + number, json);
        List<Block> all = new ArrayList<>(blocks.all);
        all.add(Block.of(number, events, kept));
        return new Blocks(REVISION, events.get(events.size() - 1).id(), List.copyOf(all));
    }

    public void list(String stream, Blocks blocks) {
        store(stream, stream, JSON.writeValueAsBytes(blocks));
    }

    /** Needs no key: it is called when the key is gone. */
    void delete(String stream) {
        MongoGenerations.calling(() -> documents.deleteMany(Filters.eq("stream", stream)));
    }

    private byte @Nullable [] open(String stream, String id) {
        List<Document> found = MongoGenerations.calling(
                () -> documents.find(Filters.eq("_id", id)).into(new ArrayList<>()));
        return found.isEmpty()
                ? null
                : sealed.open(stream, found.get(0).get("body", Binary.class).getData());
    }

    /** @return false when the customer was erased: nothing of them may be kept */
    private boolean store(String stream, String id, byte[] json) {
        byte[] body = sealed.seal(stream, json);
        if (body != null) {
            Document document = new Document("_id", id).append("stream", stream).append("body", new Binary(body));
            MongoGenerations.calling(() -> documents.replaceOne(Filters.eq("_id", id), document, UPSERT));
        }
        return body != null;
    }
}
