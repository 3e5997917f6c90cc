package io.annals.contracts.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole log compared with what was signed: how far it is, and what it found. Instants are UTC.
 *
 * @param position of the last event looked at
 * @param target position of the last event when it began
 * @param verified {@code null} until it has ended
 */
public record LedgerVerificationView(
        State state,
        long position,
        long target,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Verified verified) {

    /** As it is written in JSON. */
    public enum State {
        verifying,
        unchanged,
        changed,
        /** It could not be made; the server's log says why. */
        failed
    }

    /**
     * @param events looked at
     * @param covered events that the last head held outside the database covers
     * @param heads whose signatures are good
     * @param keyId of the key that signed the last of them
     * @param faults none when all is as it was signed
     */
    public record Verified(long events, long covered, int heads, String keyId, List<LedgerFault> faults) {}

    /**
     * @param kind what somebody did: edited, deleted, inserted, reordered, truncated, rewritten; or ledger, statement
     * @param from first position concerned; 0 when it concerns none
     * @param to last position concerned
     */
    public record LedgerFault(String kind, long from, long to, String what) {}
}
