package io.annals.contracts.audit;

import java.util.List;

/**
 * Proof that an event stands in the log as it was signed.
 *
 * @param position of the event; its leaf is the one before, counted from 0
 * @param entry the event as it is stored, in Base64; its leaf is SHA-256 over a zero byte and this
 * @param leaf hash of the event, in hexadecimal digits, as it was signed
 * @param path hashes from the leaf up to the head's root, as RFC 9162, section 2.1.3.1 has them
 */
public record InclusionProofView(long position, String entry, String leaf, List<String> path, LedgerHeadView head) {}
