package io.annals.eventstore;

import com.google.crypto.tink.Aead;
import io.annals.contracts.KeyScope;
import io.annals.contracts.Personal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Between Axon's messages and rows: names, JSON, and the seal over everything that is about a person. */
final class EventCodec {

    private final SubjectKeys keys;
    private final EventRows rows;
    private final List<Companion> companions;

    EventCodec(SubjectKeys keys, EventRows rows, List<Companion> companions) {
        this.keys = keys;
        this.rows = rows;
        this.companions = companions;
    }

    /** Rows ready to be stored, with the rows and new keys that must go with them. */
    Append encode(Collection<? extends EventMessage<?>> messages, Serializer serializer) {
        Map<UUID, SubjectKeys.Held> held = load(messages);
        Map<UUID, SubjectKeys.Fresh> fresh = new HashMap<>();
        List<EventRow> encoded = new ArrayList<>(messages.size());
        List<Claim> claims = new ArrayList<>();
        for (EventMessage<?> message : messages) {
            encoded.add(seal(row(message, serializer), message.getPayload(), held, fresh));
            for (Companion companion : companions) {
                claims.addAll(companion.claims(message.getPayload()));
            }
        }
        fresh.values().forEach(key -> claims.add(key.claim()));
        Map<UUID, SubjectKeys.Held> newKeys = new HashMap<>();
        fresh.forEach((id, key) -> newKeys.put(id, key.key()));
        return new Append(encoded, claims, newKeys);
    }

    /** The append is durable, and so are the keys it brought. */
    void stored(Append append) {
        append.newKeys().forEach(keys::remember);
    }

    /** {@code null} for a stream that was erased meanwhile. */
    @Nullable
    EventRow encodeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        Map<UUID, SubjectKeys.Fresh> fresh = new HashMap<>();
        EventRow row = seal(row(snapshot, serializer), snapshot.getPayload(), load(List.of(snapshot)), fresh);
        return fresh.isEmpty() ? row : null;
    }

    /** What a whole page needs to be decoded, asked of the database at once. */
    Opening open(Collection<EventRow> page) {
        Set<UUID> ids = new LinkedHashSet<>();
        for (EventRow row : page) {
            if (row.keyId() != null) {
                ids.add(row.keyId());
            }
        }
        Map<UUID, SubjectKeys.Held> held = keys.load(ids);
        Set<String> withoutKey = new HashSet<>();
        for (EventRow row : page) {
            if (row.keyId() != null && !held.containsKey(row.keyId())) {
                withoutKey.add(row.stream());
            }
        }
        return new Opening(held, rows.erased(withoutKey));
    }

    /** @param erased of the streams that lack a key, those that are meant to */
    record Opening(Map<UUID, SubjectKeys.Held> held, Set<String> erased) {

        @Nullable
        Aead key(EventRow row, UUID id) {
            SubjectKeys.Held key = held.get(id);
            if (key == null && !erased.contains(row.stream())) {
                throw new IllegalStateException("the key of " + row.stream() + " is missing, and nobody erased it");
            }
            return key == null ? null : key.aead();
        }
    }

    /** The stored form Axon reads; {@code null} when the key was destroyed. */
    @Nullable
    GenericDomainEventEntry<byte[]> decode(EventRow row, Opening opening) {
        byte[] content = row.content();
        if (row.keyId() != null) {
            Aead aead = opening.key(row, row.keyId());
            if (aead == null) {
                return null;
            }
            content = SubjectKeys.open(aead, content, row.seal());
        }
        ByteBuffer both = ByteBuffer.wrap(content);
        byte[] metaData = new byte[both.getInt()];
        both.get(metaData);
        byte[] payload = new byte[both.remaining()];
        both.get(payload);
        return new GenericDomainEventEntry<>(
                row.aggregate(),
                row.aggregate() == null ? null : row.stream(), // an event of no aggregate stands alone
                row.sequence(),
                row.eventId(),
                row.recordedAt(),
                row.name(),
                row.revision(),
                payload,
                metaData);
    }

    private Map<UUID, SubjectKeys.Held> load(Collection<? extends EventMessage<?>> messages) {
        return keys.load(messages.stream()
                .map(EventMessage::getPayload)
                .filter(Personal.class::isInstance)
                .map(payload -> SubjectKeys.idOf(((Personal) payload).keyScope()))
                .collect(Collectors.toSet()));
    }

    private static EventRow row(EventMessage<?> message, Serializer serializer) {
        DomainEventMessage<?> event = EventUtils.asDomainEventMessage(message);
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        byte[] metaData = event.serializeMetaData(serializer, byte[].class).getData();
        byte[] content = ByteBuffer.allocate(4 + metaData.length + payload.getData().length)
                .putInt(metaData.length)
                .put(metaData)
                .put(payload.getData())
                .array();
        return new EventRow(
                0,
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                event.getType(),
                payload.getType().getName(),
                payload.getType().getRevision(),
                event.getIdentifier(),
                event.getTimestamp(),
                null,
                content);
    }

    private EventRow seal(
            EventRow row, Object payload, Map<UUID, SubjectKeys.Held> held, Map<UUID, SubjectKeys.Fresh> fresh) {
        if (!(payload instanceof Personal personal)) {
            return row;
        }
        KeyScope scope = personal.keyScope();
        UUID id = SubjectKeys.idOf(scope);
        SubjectKeys.Held key = held.get(id);
        if (key == null) {
            key = fresh.computeIfAbsent(id, absent -> keys.fresh(scope)).key();
        }
        if (key.aead() == null) {
            throw new KeyDestroyed(scope);
        }
        return row.with(id, SubjectKeys.seal(key.aead(), row.content(), row.seal()));
    }
}
