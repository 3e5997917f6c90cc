package io.annals.projections;

import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.eventstore.LoggedEvent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Remembers the positions it was given; fails as it is told. */
final class ListedGeneration implements Generation {

    /** A behaviour of this name cannot be folded. */
    static final String POISON = "Poison";

    final Set<Long> positions = new LinkedHashSet<>();
    /** How often the engine is still away. */
    final AtomicInteger down = new AtomicInteger();

    volatile boolean mended;
    private Bookmark bookmark = Bookmark.START;

    @Override
    public String name() {
        return "1";
    }

    @Override
    public synchronized Bookmark bookmark() {
        return bookmark;
    }

    @Override
    public synchronized void save(Bookmark reached) {
        bookmark = reached;
    }

    @Override
    public synchronized void write(List<LoggedEvent> events) {
        if (down.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new EngineDown("away", new IllegalStateException());
        }
        for (LoggedEvent event : events) {
            if (!mended
                    && event.payload() instanceof BehaviorRecorded recorded
                    && recorded.behavior().name().equals(POISON)) {
                throw new IllegalArgumentException("what " + event.stream() + " said");
            }
        }
        for (LoggedEvent event : events) {
            positions.add(event.position());
        }
    }

    @Override
    public void forget(String stream) {}

    @Override
    public void settle() {}

    @Override
    public void scan(Consumer<Map<String, JsonNode>> page) {}

    @Override
    public Map<String, JsonNode> fetch(Collection<String> ids) {
        return Map.of();
    }
}
