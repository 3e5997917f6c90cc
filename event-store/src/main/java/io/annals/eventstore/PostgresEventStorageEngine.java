package io.annals.eventstore;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Axon's face of the log: aggregates are loaded from it and appended to it here. */
final class PostgresEventStorageEngine extends BatchingEventStorageEngine {

    /** A lost race for a subject's first key is decided by one retry; more would mean a defect. */
    private static final int KEY_RACES = 3;

    private final EventRows rows;
    private final EventCodec codec;
    private final GroupWriter writer;

    private PostgresEventStorageEngine(Builder builder) {
        super(builder);
        this.rows = Objects.requireNonNull(builder.rows);
        this.codec = Objects.requireNonNull(builder.codec);
        this.writer = Objects.requireNonNull(builder.writer);
    }

    static Builder builder(EventRows rows, EventCodec codec, GroupWriter writer) {
        return new Builder(rows, codec, writer);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        for (int race = 1; ; race++) {
            try {
                Append append = codec.encode(events, serializer);
                writer.write(append);
                codec.stored(append);
                return;
            } catch (ClaimLost lost) {
                if (!lost.table().equals(SubjectKeys.TABLE) || race == KEY_RACES) {
                    throw lost;
                }
            } catch (AppendFailed refused) {
                handlePersistenceException((Exception) refused.getCause(), events.get(0));
            }
        }
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        EventRow row = codec.encodeSnapshot(snapshot, serializer);
        if (row != null) {
            rows.storeSnapshot(row);
        }
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(String stream, long firstSequence, int batchSize) {
        List<DomainEventData<?>> readable = new ArrayList<>();
        long last = firstSequence - 1;
        List<EventRow> page;
        do { // Axon takes fewer events than it asked for as the end, and what has no key any more is not handed on
            page = rows.ofStream(stream, last, batchSize);
            readable.addAll(decode(page));
            last += page.size();
        } while (page.size() == batchSize && readable.size() < batchSize);
        return readable;
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String stream) {
        return decode(rows.snapshot(stream)).stream();
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken token, int batchSize) {
        List<EventRow> page = rows.after(token == null ? 0 : token.position().orElse(0), batchSize);
        EventCodec.Opening opening = codec.open(page);
        List<TrackedEventData<byte[]>> events = new ArrayList<>(page.size());
        for (EventRow row : page) {
            GenericDomainEventEntry<byte[]> entry = codec.decode(row, opening);
            if (entry != null) {
                events.add(new TrackedDomainEventData<>(new GlobalSequenceTrackingToken(row.position()), entry));
            }
        }
        return events;
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        return rows.lastSequence(stream);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(rows.head());
    }

    @Override
    public TrackingToken createTokenAt(Instant instant) {
        return new GlobalSequenceTrackingToken(rows.positionAt(instant));
    }

    private List<GenericDomainEventEntry<byte[]>> decode(List<EventRow> page) {
        EventCodec.Opening opening = codec.open(page);
        return page.stream()
                .map(row -> codec.decode(row, opening))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Axon's builder with our collaborators. */
    static final class Builder extends BatchingEventStorageEngine.Builder {

        private final EventRows rows;
        private final EventCodec codec;
        private final GroupWriter writer;

        private Builder(EventRows rows, EventCodec codec, GroupWriter writer) {
            this.rows = rows;
            this.codec = codec;
            this.writer = writer;
            batchSize(1_000);
            persistenceExceptionResolver(
                    failure -> failure instanceof SQLException sql && "23505".equals(sql.getSQLState()));
        }

        PostgresEventStorageEngine build() {
            return new PostgresEventStorageEngine(this);
        }
    }
}
