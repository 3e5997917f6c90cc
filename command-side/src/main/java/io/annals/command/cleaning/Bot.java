package io.annals.command.cleaning;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.annals.contracts.source.CleaningSettings;
import org.jspecify.annotations.Nullable;
import ua_parser.Parser;

/**
 * A visitor whose own user agent says that it is a robot. The head of the request is not asked: it names the server that
 * forwards what visitors did.
 */
final class Bot implements Rule {

    /** Longer ones are nobody's, and take the parser's patterns long to read. */
    private static final int MOST_CHARACTERS = 512;

    /** Reading one costs a hundred microseconds or more, and a shop sees few different ones. */
    private final LoadingCache<String, Boolean> robots;

    Bot() {
        Parser parser = new Parser();
        robots = Caffeine.newBuilder().maximumSize(20_000).build(agent -> "Spider"
                .equals(parser.parseDevice(agent).family));
    }

    @Override
    public String name() {
        return "bot";
    }

    @Override
    public @Nullable String objection(String source, Candidate call, CleaningSettings settings) {
        boolean robot = call.context().get("userAgent") instanceof String agent
                && agent.length() <= MOST_CHARACTERS
                && robots.get(agent);
        return robot ? "Its user agent is a robot's." : null;
    }
}
