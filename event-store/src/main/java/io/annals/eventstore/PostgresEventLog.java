package io.annals.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log read from PostgreSQL. What other processes append is noticed by asking for the head four times a second. */
final class PostgresEventLog implements EventLog, Remembering {

    private static final Logger log = LoggerFactory.getLogger(PostgresEventLog.class);

    private static final long ASK_EVERY_NANOS = Duration.ofMillis(250).toNanos();

    private final EventRows rows;
    private final EventCodec codec;
    private final Serializer serializer;
    private final EventUpcaster upcasters;

    private final RecentEvents recent = new RecentEvents();
    private final Object news = new Object();
    private long head;
    private long askedAt = System.nanoTime() - ASK_EVERY_NANOS;

    PostgresEventLog(EventRows rows, EventCodec codec, Serializer serializer, EventUpcaster upcasters) {
        this.rows = rows;
        this.codec = codec;
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    /** Told by the writer of this process. */
    void committed(long position) {
        synchronized (news) {
            head = Math.max(head, position);
            news.notifyAll();
        }
    }

    @Override
    public long head() {
        synchronized (news) {
            long now = System.nanoTime();
            if (now - askedAt < ASK_EVERY_NANOS) {
                return head;
            }
            askedAt = now;
        }
        committed(rows.head());
        synchronized (news) {
            return head;
        }
    }

    @Override
    public boolean awaitBeyond(long position, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (head() <= position) {
            long left = Math.min(deadline - System.nanoTime(), ASK_EVERY_NANOS);
            if (left <= 0) {
                return false;
            }
            synchronized (news) {
                if (head <= position) {
                    news.wait(Math.max(1, Duration.ofNanos(left).toMillis()));
                }
            }
        }
        return true;
    }

    @Override
    public List<LoggedEvent> read(long position, int limit) {
        if (!recent.wanted(position)) {
            return decode(rows.after(position, limit));
        }
        synchronized (recent) { // whoever comes second finds what the first one decoded
            List<LoggedEvent> events = recent.after(position, limit);
            if (events.size() < limit) {
                List<EventRow> rest = rows.after(position + events.size(), limit - events.size());
                List<LoggedEvent> decoded = decode(rest);
                if (decoded.size() == rest.size()) { // an upcaster that splits or drops events has no place in a ring
                    recent.keep(decoded);
                }
                events.addAll(decoded);
            }
            return events;
        }
    }

    @Override
    public List<LoggedEvent> readNamed(Collection<String> names, long position, long end, int limit) {
        return decode(rows.named(names, position, end, limit));
    }

    @Override
    public List<LoggedEvent> readStream(String stream, long sequence, int limit) {
        return decode(rows.ofStream(stream, sequence, limit));
    }

    @Override
    public Optional<LoggedEvent> last(String stream) {
        return decode(rows.last(stream)).stream().findFirst();
    }

    @Override
    public long lastErasure() {
        return rows.lastErasure();
    }

    @Override
    public void forget(String customer) {
        synchronized (recent) {
            recent.forget(customer);
        }
    }

    @Override
    public long positionAt(Instant instant) {
        return rows.positionAt(instant);
    }

    private List<LoggedEvent> decode(List<EventRow> page) {
        EventCodec.Opening opening = codec.open(page);
        List<LoggedEvent> events = new ArrayList<>(page.size());
        for (EventRow row : page) {
            try {
                decode(row, opening, events);
            } catch (StoreUnavailable away) {
                throw away;
            } catch (RuntimeException damaged) {
                log.error("the event at position {} cannot be decoded", row.position(), damaged);
                events.add(logged(row, new Undecodable(damaged.getClass().getSimpleName() + " at " + row.stream())));
            }
        }
        return events;
    }

    private void decode(EventRow row, EventCodec.Opening opening, List<LoggedEvent> events) {
        GenericDomainEventEntry<byte[]> entry = codec.decode(row, opening);
        if (entry == null) {
            events.add(logged(row, null));
            return;
        }
        TrackedDomainEventData<byte[]> tracked =
                new TrackedDomainEventData<>(new GlobalSequenceTrackingToken(row.position()), entry);
        EventUtils.upcastAndDeserializeTrackedEvents(Stream.of(tracked), serializer, upcasters)
                .map(event -> logged(row, event.getPayload()))
                .toList()
                .forEach(events::add);
    }

    private static LoggedEvent logged(EventRow row, @org.jspecify.annotations.Nullable Object payload) {
        return new LoggedEvent(
                row.position(), row.stream(), row.sequence(), row.eventId(), row.name(), row.recordedAt(), payload);
    }
}
