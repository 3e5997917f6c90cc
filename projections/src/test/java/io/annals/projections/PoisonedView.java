package io.annals.projections;

import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.eventstore.LoggedEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A real view whose code has a mistake: behaviours of one name make it fail, until the mistake is mended. */
final class PoisonedView implements View {

    static final String POISON = "Poison";

    final AtomicBoolean mended = new AtomicBoolean();
    private final View real;

    PoisonedView(View real) {
        this.real = real;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public List<String> generations() {
        return real.generations();
    }

    @Override
    public @Nullable String live() {
        return real.live();
    }

    @Override
    public Generation open(String generation) {
        return new Poisoned(real.open(generation));
    }

    @Override
    public Bookmark bookmark(String generation) {
        return real.bookmark(generation);
    }

    @Override
    public void makeLive(String generation) {
        real.makeLive(generation);
    }

    @Override
    public void drop(String generation) {
        real.drop(generation);
    }

    private final class Poisoned implements Generation {
        private final Generation generation;

        Poisoned(Generation generation) {
            this.generation = generation;
        }

        @Override
        public void write(List<LoggedEvent> events) {
            for (LoggedEvent event : events) {
                if (!mended.get()
                        && event.payload() instanceof BehaviorRecorded recorded
                        && recorded.behavior().name().equals(POISON)) {
                    throw new IllegalStateException("secret of " + event.stream());
                }
            }
            generation.write(events);
        }

        @Override
        public String name() {
            return generation.name();
        }

        @Override
        public Bookmark bookmark() {
            return generation.bookmark();
        }

        @Override
        public void save(Bookmark bookmark) {
            generation.save(bookmark);
        }

        @Override
        public void forget(String stream) {
            generation.forget(stream);
        }

        @Override
        public void settle() {
            generation.settle();
        }

        @Override
        public void scan(Consumer<Map<String, JsonNode>> page) {
            generation.scan(page);
        }

        @Override
        public Map<String, JsonNode> fetch(Collection<String> ids) {
            return generation.fetch(ids);
        }
    }
}
