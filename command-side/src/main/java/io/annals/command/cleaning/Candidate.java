package io.annals.command.cleaning;

import io.annals.contracts.customer.Identifier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call as the rules see it.
 *
 * @param name of the event, page or screen; empty for other kinds
 * @param identifiers strongest first, never empty
 * @param content the properties, or the traits of an identify call
 * @param at corrected time
 * @param originalAt what the client's clock said when it happened
 * @param sentAt what the client's clock said when it was sent; our own clock when it did not say
 * @param passed the rule an operator let it out of; that one and those before it are not asked again
 */
public record Candidate(
        String kind,
        String name,
        List<Identifier> identifiers,
        Map<String, Object> content,
        Map<String, Object> context,
        Instant at,
        @Nullable Instant originalAt,
        Instant sentAt,
        Instant receivedAt,
        @Nullable String passed) {

    /** History is imported, not told as it happens; {@code /v1/import} says so for all it brings. */
    boolean historical() {
        return Boolean.TRUE.equals(context.get("historical"));
    }

    boolean tracks(String event) {
        return kind.equals("track") && name.equals(event);
    }

    public Candidate released(String rule) {
        return new Candidate(kind, name, identifiers, content, context, at, originalAt, sentAt, receivedAt, rule);
    }
}
