package io.annals.eventstore.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was ever signed, in order: a key that vouches for itself, then heads and keys, each signed by the key
 * before it. Nothing gets in that does not follow from what is there.
 */
final class Statements {

    static final String KEY = "annals-ledger-key/1";

    private static final int KEY_WORDS = 6;
    private static final int HEAD_WORDS = 7;

    private final List<Head> heads = new ArrayList<>();
    private @Nullable PublicKey key;
    private String keyId = "";

    /** A statement that must not be believed; the message says why. */
    static final class Untrue extends Exception {
        private static final long serialVersionUID = 1L;

        Untrue(String why) {
            super(why);
        }
    }

    static String key(SigningKey introduced, Instant at, SigningKey by) {
        return by.sign(String.join(
                " ",
                KEY,
                introduced.id(),
                Base64.getEncoder().encodeToString(introduced.publicKey().getEncoded()),
                at.toString(),
                by.id()));
    }

    static String head(Frontier tree, Instant at, SigningKey by) {
        HexFormat hex = HexFormat.of();
        return by.sign(String.join(
                " ",
                Head.TAG,
                Long.toString(tree.size()),
                hex.formatHex(tree.root()),
                hex.formatHex(tree.chain()),
                at.toString(),
                by.id()));
    }

    /** For what comes after, without changing this. */
    Statements following() {
        Statements next = new Statements();
        next.key = key;
        next.keyId = keyId;
        next.heads.addAll(heads.subList(Math.max(0, heads.size() - 1), heads.size()));
        return next;
    }

    /** @throws Untrue when it is not a statement, not signed by the key in force, or not the next */
    void add(String line) throws Untrue {
        String[] words = line.split(" ", -1);
        try {
            if (words[0].equals(KEY) && words.length == KEY_WORDS) {
                introduce(line, words);
            } else if (words[0].equals(Head.TAG) && words.length == HEAD_WORDS) {
                addHead(line, words);
            } else {
                throw new Untrue("it is neither a head nor a key");
            }
        } catch (GeneralSecurityException | IllegalArgumentException | DateTimeException e) {
            throw new Untrue("it cannot be read");
        }
    }

    private void introduce(String line, String[] words) throws GeneralSecurityException, Untrue {
        PublicKey introduced = SigningKey.publicKey(Base64.getDecoder().decode(words[2]));
        if (!SigningKey.idOf(introduced).equals(words[1])) {
            throw new Untrue("the key's id is not its own");
        }
        boolean first = key == null;
        check(line, words, first ? introduced : key, first ? words[1] : keyId);
        key = introduced;
        keyId = words[1];
    }

    private void addHead(String line, String[] words) throws GeneralSecurityException, Untrue {
        check(line, words, key, keyId);
        Head head = Head.parse(line);
        if (!heads.isEmpty() && head.size() <= heads.get(heads.size() - 1).size()) {
            throw new Untrue("the tree does not grow");
        }
        heads.add(head);
    }

    private static void check(String line, String[] words, @Nullable PublicKey signer, String signerId)
            throws GeneralSecurityException, Untrue {
        if (signer == null || !words[words.length - 2].equals(signerId)) {
            throw new Untrue("its key has not been introduced or is no longer in force");
        }
        Signature signature = Signature.getInstance(SigningKey.ALGORITHM);
        signature.initVerify(signer);
        signature.update(line.substring(0, line.lastIndexOf(' ')).getBytes(StandardCharsets.UTF_8));
        if (!signature.verify(Base64.getDecoder().decode(words[words.length - 1]))) {
            throw new Untrue("its signature is wrong");
        }
    }

    List<Head> heads() {
        return heads;
    }

    /** The last one, {@code null} before the first. */
    @Nullable
    Head head() {
        return heads.isEmpty() ? null : heads.get(heads.size() - 1);
    }

    /** Id of the key in force, empty before the first. */
    String keyId() {
        return keyId;
    }

    @Nullable
    PublicKey key() {
        return key;
    }
}
