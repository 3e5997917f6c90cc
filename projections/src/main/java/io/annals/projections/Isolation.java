package io.annals.projections;

import io.annals.eventstore.LoggedEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Writes a batch so that one stream that cannot be folded stops only itself: halves the batch by streams until the
 * guilty ones stand alone. Writes may be repeated, so nothing needs to be undone.
 */
final class Isolation {

    private static final int ATTEMPTS = 3;

    private final Generation generation;
    private final BiConsumer<LoggedEvent, RuntimeException> park;

    /** @param park told the first event of a stream that failed, and why */
    Isolation(Generation generation, BiConsumer<LoggedEvent, RuntimeException> park) {
        this.generation = generation;
        this.park = park;
    }

    void write(List<LoggedEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            generation.write(events);
        } catch (RuntimeException failure) {
            if (Failures.ofEngine(failure)) {
                throw failure;
            }
            Set<String> streams = new LinkedHashSet<>();
            events.forEach(event -> streams.add(event.stream()));
            if (streams.size() == 1) {
                stepwise(events);
                return;
            }
            Set<String> half = new LinkedHashSet<>();
            streams.stream().limit(streams.size() / 2).forEach(half::add);
            write(events.stream().filter(event -> half.contains(event.stream())).toList());
            write(events.stream()
                    .filter(event -> !half.contains(event.stream()))
                    .toList());
        }
    }

    /** One event after the other: what comes before the failure is kept, and its position is known exactly. */
    private void stepwise(List<LoggedEvent> events) {
        for (LoggedEvent event : events) {
            List<RuntimeException> failures = new ArrayList<>();
            while (!written(event, failures)) {
                if (failures.size() == ATTEMPTS) {
                    park.accept(event, failures.get(ATTEMPTS - 1));
                    return;
                }
            }
        }
    }

    private boolean written(LoggedEvent event, List<RuntimeException> failures) {
        try {
            generation.write(List.of(event));
            return true;
        } catch (RuntimeException failure) {
            if (Failures.ofEngine(failure)) {
                throw failure;
            }
            failures.add(failure);
            return false;
        }
    }
}
