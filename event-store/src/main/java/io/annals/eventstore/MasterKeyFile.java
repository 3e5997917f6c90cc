package io.annals.eventstore;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A Tink keyset of AES-256-GCM keys that only its owner may read and that belongs in no backup: a backup without it is
 * unreadable, and that is its purpose. While a key is being exchanged the file holds both, the new one first in use.
 */
final class MasterKeyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    MasterKeyFile(Path file) throws GeneralSecurityException {
        this.file = file;
        AeadConfig.register();
    }

    /** Another file under the same name is another version. */
    Object version() throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return Arrays.asList(now.fileKey(), now.lastModifiedTime());
    }

    KeysetHandle read() throws IOException, GeneralSecurityException {
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IllegalStateException(
                    "The master key " + file + " can be read by others; run: chmod 600 " + file);
        }
        return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());
    }

    void createUnlessThere() throws IOException, GeneralSecurityException {
        if (Files.exists(file)) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path draft = draft(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
        try {
            Files.createLink(file, draft); // fails when another process was first, whose key then stands
        } catch (FileAlreadyExistsException another) {
            // theirs is read next
        } finally {
            Files.delete(draft);
        }
    }

    /** Puts a new key in use beside the old one; where an exchange was broken off, there are two already. */
    void beginExchange() throws IOException, GeneralSecurityException {
        KeysetHandle keyset = read();
        if (keyset.size() > 1) {
            return;
        }
        replace(KeysetHandle.newBuilder(keyset)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build());
    }

    /** Leaves the key in use alone in the file. */
    void endExchange() throws IOException, GeneralSecurityException {
        KeysetHandle.Builder alone = KeysetHandle.newBuilder();
        KeysetHandle.Entry inUse = read().getPrimary();
        alone.addEntry(KeysetHandle.importKey(inUse.getKey())
                .withFixedId(inUse.getId())
                .makePrimary());
        replace(alone.build());
    }

    private void replace(KeysetHandle keyset) throws IOException, GeneralSecurityException {
        Files.move(draft(keyset), file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path draft(KeysetHandle keyset) throws IOException, GeneralSecurityException {
        String json = TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "master-key",
                ".tmp",
                PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.write(draft, List.of(json), StandardOpenOption.SYNC);
        return draft;
    }
}
