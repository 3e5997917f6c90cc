package io.annals.projections;

import io.annals.contracts.customer.CustomerEvent;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A log in a list, for what needs no engine. */
final class ListedLog implements EventLog {

    private final List<LoggedEvent> events = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();

    synchronized void append(CustomerEvent event) {
        long sequence = sequences.merge(event.customerId(), 0L, (before, none) -> before + 1);
        long position = events.size() + 1L;
        events.add(
                new LoggedEvent(position, event.customerId(), sequence, "e" + position, "event", Instant.EPOCH, event));
        notifyAll();
    }

    @Override
    public synchronized long head() {
        return events.size();
    }

    @Override
    public synchronized List<LoggedEvent> read(long position, int limit) {
        return List.copyOf(events.subList(
                (int) Math.min(position, events.size()), (int) Math.min(position + limit, events.size())));
    }

    @Override
    public synchronized List<LoggedEvent> readNamed(Collection<String> names, long position, long end, int limit) {
        return events.stream()
                .filter(event -> event.position() > position && event.position() <= end && names.contains(event.name()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<LoggedEvent> readStream(String stream, long sequence, int limit) {
        return events.stream()
                .filter(event -> event.stream().equals(stream) && event.sequence() > sequence)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<LoggedEvent> last(String stream) {
        return events.stream().filter(event -> event.stream().equals(stream)).reduce((one, next) -> next);
    }

    @Override
    public long lastErasure() {
        return 0;
    }

    @Override
    public synchronized boolean awaitBeyond(long position, Duration patience) throws InterruptedException {
        if (events.size() <= position) {
            TimeUnit.MILLISECONDS.timedWait(this, patience.toMillis());
        }
        return events.size() > position;
    }

    @Override
    public long positionAt(Instant instant) {
        return 0;
    }
}
