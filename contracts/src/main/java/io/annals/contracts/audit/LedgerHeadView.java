package io.annals.contracts.audit;

/**
 * The last signed head over the log.
 *
 * @param size events it covers
 * @param root of the Merkle tree over them (RFC 9162, SHA-256), in hexadecimal digits
 * @param statement as it was signed with Ed25519, with the signature
 * @param keyStatement the statement that introduced the key which signed it
 * @param lag events that it does not cover
 */
public record LedgerHeadView(long size, String root, String statement, String keyStatement, long lag) {}
