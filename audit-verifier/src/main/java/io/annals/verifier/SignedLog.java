package io.annals.verifier;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The statements of a ledger: each must be signed by the key that was introduced last. */
final class SignedLog {

    private final List<SignedHead> heads = new ArrayList<>();
    private final List<String> keyIds = new ArrayList<>();
    private PublicKey key;

    /** @return what is wrong with it, empty when nothing is */
    String accept(String line) {
        int cut = line.lastIndexOf(' ');
        String[] fields = line.split(" ");
        try {
            if (fields[0].equals("annals-ledger-key/1") && fields.length == 6) {
                return acceptKey(line, cut, fields);
            }
            if (fields[0].equals("annals-ledger-head/1") && fields.length == 7) {
                return acceptHead(line, cut, fields);
            }
            return "neither a key nor a head";
        } catch (GeneralSecurityException | RuntimeException e) {
            return "unreadable";
        }
    }

    private String acceptKey(String line, int cut, String[] fields) throws GeneralSecurityException {
        byte[] encoded = Base64.getDecoder().decode(fields[2]);
        PublicKey introduced = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        if (!fields[1].equals(Sha.hex(Sha.plain(encoded)).substring(0, 32))) {
            return "this is not the key's id";
        }
        String signer = keyIds.isEmpty() ? fields[1] : lastKeyId();
        if (!fields[4].equals(signer) || !signed(keyIds.isEmpty() ? introduced : key, line, cut)) {
            return "not signed by the key before";
        }
        key = introduced;
        keyIds.add(fields[1]);
        return "";
    }

    private String acceptHead(String line, int cut, String[] fields) throws GeneralSecurityException {
        if (keyIds.isEmpty() || !fields[5].equals(lastKeyId()) || !signed(key, line, cut)) {
            return "not signed by the key in force";
        }
        HexFormat hex = HexFormat.of();
        SignedHead head = new SignedHead(
                Long.parseLong(fields[1]),
                hex.parseHex(fields[2]),
                hex.parseHex(fields[3]),
                Instant.parse(fields[4]),
                fields[5]);
        if (!heads.isEmpty() && head.size() <= last().size()) {
            return "does not grow";
        }
        heads.add(head);
        return "";
    }

    private static boolean signed(PublicKey by, String line, int cut) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(by);
        signature.update(line.substring(0, cut).getBytes(StandardCharsets.UTF_8));
        return signature.verify(Base64.getDecoder().decode(line.substring(cut + 1)));
    }

    /** With the same key in force and only the last head. */
    SignedLog fork() {
        SignedLog fork = new SignedLog();
        fork.key = key;
        fork.keyIds.addAll(keyIds);
        if (!heads.isEmpty()) {
            fork.heads.add(last());
        }
        return fork;
    }

    List<SignedHead> heads() {
        return heads;
    }

    /** There must be one. */
    SignedHead last() {
        return heads.get(heads.size() - 1);
    }

    List<String> keyIds() {
        return keyIds;
    }

    private String lastKeyId() {
        return keyIds.get(keyIds.size() - 1);
    }
}
