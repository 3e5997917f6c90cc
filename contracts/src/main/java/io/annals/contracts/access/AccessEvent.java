package io.annals.contracts.access;

import io.annals.contracts.EventName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who may use the platform. */
public sealed interface AccessEvent {

    String tokenId();

    /**
     * The token itself is shown once and never stored.
     *
     * @param tokenHash SHA-256 in hex
     * @param expires from when it opens nothing; {@code null} for never
     * @param by who issued it; {@code null} in the first revision
     */
    @EventName(value = "token-issued", revision = 2)
    record TokenIssued(
            String tokenId,
            String name,
            Role role,
            String tokenHash,
            @Nullable Instant expires,
            @Nullable String by,
            Instant at)
            implements AccessEvent {}

    @EventName("token-revoked")
    record TokenRevoked(String tokenId, String by, Instant at) implements AccessEvent {}
}
