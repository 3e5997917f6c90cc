package io.annals.contracts.customer;

import io.annals.contracts.audit.AboutCustomers;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Some of a customer's events, over all their streams, in log order or against it.
 *
 * @param next the {@code after} of the following page; {@code null} when there is nothing more
 */
public record CustomerHistoryView(List<HistoricEvent> events, @Nullable Long next) implements AboutCustomers {

    @Override
    public Collection<String> shown() {
        return events.stream().map(HistoricEvent::stream).collect(Collectors.toSet());
    }

    /**
     * @param id the event's own, unique for ever
     * @param at when it happened, {@code null} when unreadable
     * @param recordedAt when it was stored
     * @param event its content with personal values masked; {@code null} when its key was destroyed
     */
    public record HistoricEvent(
            long position,
            String stream,
            long sequence,
            String id,
            String name,
            @Nullable Instant at,
            Instant recordedAt,
            @Nullable Map<String, Object> event) {}
}
