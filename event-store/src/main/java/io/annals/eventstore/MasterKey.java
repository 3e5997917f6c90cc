package io.annals.eventstore;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;

/**
 * Wraps every other key. It is a Tink keyset of AES-256-GCM keys in a file that only its owner may read and that belongs
 * in no backup: a backup without it is unreadable, and that is its purpose.
 */
final class MasterKey {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Aead aead;

    private MasterKey(KeysetHandle keyset) throws GeneralSecurityException {
        this.aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /** Reads the key, or makes one where there is no file yet. */
    static MasterKey at(Path file) {
        try {
            AeadConfig.register();
            if (!Files.exists(file)) {
                create(file);
            }
            refuseOpenFile(file);
            return new MasterKey(
                    TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get()));
        } catch (IOException e) {
            throw new IllegalStateException("The master key " + file + " cannot be read: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The master key " + file + " is damaged; restore the file from where you keep it.", e);
        }
    }

    byte[] wrap(byte[] key, String name) {
        try {
            return aead.encrypt(key, bytes(name));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot wrap " + name, e);
        }
    }

    byte[] unwrap(byte[] wrapped, String name) {
        try {
            return aead.decrypt(wrapped, bytes(name));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The master key does not open " + name + ": it is not the one this store was made with.", e);
        }
    }

    private static void create(Path file) throws IOException, GeneralSecurityException {
        KeysetHandle fresh = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        String json = TinkJsonProtoKeysetFormat.serializeKeyset(fresh, InsecureSecretKeyAccess.get());
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path draft =
                Files.createTempFile(folder, "master-key", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(draft, json, StandardOpenOption.SYNC);
        try {
            Files.createLink(file, draft); // fails when another process was first, whose key then stands
        } catch (FileAlreadyExistsException another) {
            // theirs is read next
        } finally {
            Files.delete(draft);
        }
    }

    private static void refuseOpenFile(Path file) throws IOException {
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IllegalStateException(
                    "The master key " + file + " can be read by others; run: chmod 600 " + file);
        }
    }

    private static byte[] bytes(String name) {
        return name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
