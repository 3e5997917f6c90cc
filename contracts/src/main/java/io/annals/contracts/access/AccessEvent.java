package io.annals.contracts.access;

import io.annals.contracts.EventName;
import java.time.Instant;

/** Who may use the platform. */
public sealed interface AccessEvent {

    String tokenId();

    /** The token itself is shown once and never stored; {@code tokenHash} is its SHA-256 in hex. */
    @EventName("token-issued")
    record TokenIssued(String tokenId, String name, Role role, String tokenHash, Instant at) implements AccessEvent {}
}
