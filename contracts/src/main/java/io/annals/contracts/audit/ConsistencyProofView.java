package io.annals.contracts.audit;

import java.util.List;

/**
 * Proof that the log of {@code from} events is the beginning of the log of {@code to} events.
 *
 * @param path hashes as RFC 9162, section 2.1.4.1 has them
 */
public record ConsistencyProofView(long from, long to, String fromRoot, String toRoot, List<String> path) {}
