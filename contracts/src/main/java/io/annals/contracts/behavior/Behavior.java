package io.annals.contracts.behavior;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing a customer did, as a client told it.
 *
 * @param messageId unique within its source, for ever; a repeated one is the same behaviour
 * @param source id of the source it came through
 * @param kind which call of the tracking API brought it: {@code track}, {@code page}, {@code screen}, {@code group}
 * @param name the event's name, or the page's, screen's or group's
 * @param at corrected time: {@code receivedAt − (sentAt − originalAt)}; what "when" means everywhere
 * @param originalAt what the client's clock said when it happened
 * @param sentAt what the client's clock said when it was sent
 * @param receivedAt our clock when it arrived
 */
public record Behavior(
        String messageId,
        String source,
        String kind,
        String name,
        Map<String, Object> properties,
        Map<String, Object> context,
        Instant at,
        @Nullable Instant originalAt,
        @Nullable Instant sentAt,
        Instant receivedAt) {}
