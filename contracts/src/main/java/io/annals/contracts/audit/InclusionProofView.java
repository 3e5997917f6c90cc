package io.annals.contracts.audit;

import java.util.List;

/**
 * Proof that an event stands in the log as it was signed.
 *
 * @param position of the event; its leaf is the one before, counted from 0
 * @param leaf hash of the event
 * @param path hashes from the leaf up to the head's root, as RFC 9162, section 2.1.3.1 has them
 */
public record InclusionProofView(long position, String leaf, List<String> path, LedgerHeadView head) {}
