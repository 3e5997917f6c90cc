package io.annals.command.cleaning;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.contracts.source.CleaningSettings;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * More equal calls of one visitor than a hand can make. Counted in windows that follow each other on the clock of the
 * calls, not of their arrival: history and a delivery that was held up look as they did when they happened.
 */
final class ClickStorm implements Rule {

    private static final Set<String> KINDS = Set.of("track", "page", "screen");

    private final Traces traces = new Traces();
    private final Cache<UUID, AtomicInteger> windows = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    @Override
    public String name() {
        return "click-storm";
    }

    @Override
    public @Nullable String objection(String source, Candidate call, CleaningSettings settings) {
        if (!KINDS.contains(call.kind())) {
            return null;
        }
        long window = Math.floorDiv(call.at().getEpochSecond(), settings.stormSeconds());
        UUID trace = traces.of(
                source,
                call.identifiers().get(0),
                call.kind(),
                call.name(),
                call.content().hashCode(),
                window);
        int calls = windows.get(trace, first -> new AtomicInteger()).incrementAndGet();
        return calls > settings.stormCalls()
                ? "It is one of more than " + settings.stormCalls() + " equal calls in " + settings.stormSeconds()
                        + " seconds."
                : null;
    }
}
