package io.annals.eventstore.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Ed25519 key that signs the ledger, in a file outside the database that only its owner may read: a PKCS #8 private
 * key and its public key, both as PEM.
 */
final class SigningKey {

    static final String ALGORITHM = "Ed25519";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int LINE = 64;

    private final KeyPair pair;
    private final String id;

    private SigningKey(KeyPair pair) {
        this.pair = pair;
        this.id = idOf(pair.getPublic());
    }

    static SigningKey fresh() {
        try {
            return new SigningKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has Ed25519", e);
        }
    }

    /** @throws LedgerBroken when the file is open to others or does not hold a key */
    static SigningKey read(Path file) throws IOException {
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new LedgerBroken("others can read its signing key; run: chmod 600 " + file);
        }
        String text = Files.readString(file);
        try {
            KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
            PrivateKey secret = keys.generatePrivate(new PKCS8EncodedKeySpec(block(text, "PRIVATE KEY")));
            return new SigningKey(new KeyPair(publicKey(block(text, "PUBLIC KEY")), secret));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new LedgerBroken("its signing key " + file + " is damaged; put it back from where you keep it");
        }
    }

    /** There whole, and for its owner alone, or not at all. */
    void write(Path file) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft =
                Files.createTempFile(folder, "signing-key", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(
                draft,
                pem("PRIVATE KEY", pair.getPrivate().getEncoded()) + publicPem(pair.getPublic()),
                StandardOpenOption.SYNC);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The statement, a space, its signature. */
    String sign(String statement) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(statement.getBytes(StandardCharsets.UTF_8));
            return statement + ' ' + Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with " + id, e);
        }
    }

    String id() {
        return id;
    }

    PublicKey publicKey() {
        return pair.getPublic();
    }

    /** The first half of the SHA-256 over the key's X.509 encoding, in hexadecimal digits. */
    static String idOf(PublicKey key) {
        return HexFormat.of().formatHex(Hashes.sha256().digest(key.getEncoded()), 0, Hashes.SIZE / 2);
    }

    static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    }

    static String publicPem(PublicKey key) {
        return pem("PUBLIC KEY", key.getEncoded());
    }

    private static String pem(String kind, byte[] encoded) {
        String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    private static byte[] block(String pem, String kind) {
        Matcher block = Pattern.compile("-----BEGIN " + kind + "-----(.+?)-----END " + kind + "-----", Pattern.DOTALL)
                .matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException(kind);
        }
        return Base64.getMimeDecoder().decode(block.group(1));
    }
}
