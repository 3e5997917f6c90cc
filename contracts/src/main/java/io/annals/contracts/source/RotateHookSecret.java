package io.annals.contracts.source;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Gives a source a new webhook secret. The caller mints or is told it, and passes it sealed.
 *
 * @param sealed base64, under the source's own key
 * @param formerUntil no secret the source had is believed after this
 */
public record RotateHookSecret(
        @TargetAggregateIdentifier String sourceId,
        String secretId,
        String sealed,
        Instant formerUntil,
        String by,
        Instant at) {}
