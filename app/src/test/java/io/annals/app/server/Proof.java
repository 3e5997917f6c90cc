package io.annals.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/** Checks an inclusion proof step by step as docs/ledger.md says, with nothing of the server's. */
final class Proof {

    private static final HexFormat HEX = HexFormat.of();

    private Proof() {}

    /** The event's bytes, proven to be the ones that were signed. */
    static byte[] proven(JsonNode proof) throws GeneralSecurityException {
        byte[] entry = Base64.getDecoder().decode(proof.get("entry").asString());
        byte[] hash = sha(0, entry, new byte[0]);
        assertThat(HEX.formatHex(hash)).isEqualTo(proof.get("leaf").asString());
        JsonNode head = proof.get("head");
        long from = proof.get("position").asLong() - 1;
        long to = head.get("size").asLong() - 1;
        for (JsonNode step : proof.get("path")) {
            byte[] sibling = HEX.parseHex(step.asString());
            boolean left = from % 2 == 1 || from == to;
            hash = left ? sha(1, sibling, hash) : sha(1, hash, sibling);
            while (left && from % 2 == 0 && from > 0) {
                from /= 2;
                to /= 2;
            }
            from /= 2;
            to /= 2;
        }
        assertThat(to).isZero();
        String[] said = signed(
                head.get("statement").asString(), head.get("keyStatement").asString());
        assertThat(said[1]).isEqualTo(head.get("size").asString());
        assertThat(said[2]).isEqualTo(HEX.formatHex(hash));
        return entry;
    }

    /** A statement's words, once its signature is good. */
    private static String[] signed(String statement, String keyStatement) throws GeneralSecurityException {
        String[] words = statement.split(" ");
        String[] key = keyStatement.split(" ");
        byte[] publicKey = Base64.getDecoder().decode(key[2]);
        assertThat(HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(publicKey)))
                .startsWith(words[5])
                .startsWith(key[1]);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(publicKey)));
        signature.update(statement.substring(0, statement.lastIndexOf(' ')).getBytes(StandardCharsets.UTF_8));
        assertThat(signature.verify(Base64.getDecoder().decode(words[6]))).isTrue();
        return words;
    }

    private static byte[] sha(int tag, byte[] first, byte[] second) throws GeneralSecurityException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update((byte) tag);
        sha.update(first);
        return sha.digest(second);
    }
}
