package io.annals.eventstore;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * Wraps every other key. The file it stands in may be exchanged while processes serve: one that is about to wrap looks
 * whether it was, one that meets a key it cannot open reads it again.
 */
final class MasterKey {

    private final MasterKeyFile file;
    private volatile Loaded loaded;

    private record Loaded(Aead aead, byte[] mark, Object version) {}

    private MasterKey(MasterKeyFile file) throws IOException, GeneralSecurityException {
        this.file = file;
        this.loaded = load();
    }

    /** Reads the key, or makes one where there is no file yet. */
    static MasterKey at(Path path) {
        try {
            MasterKeyFile file = new MasterKeyFile(path);
            file.createUnlessThere();
            return new MasterKey(file);
        } catch (IOException e) {
            throw new IllegalStateException("The master key " + path + " cannot be read: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The master key " + path + " is damaged; restore the file from where you keep it.", e);
        }
    }

    byte[] wrap(byte[] key, String name) {
        try {
            return current().aead().encrypt(key, bytes(name));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot wrap " + name, e);
        }
    }

    byte[] unwrap(byte[] wrapped, String name) {
        try {
            return loaded.aead().decrypt(wrapped, bytes(name));
        } catch (GeneralSecurityException perhapsOld) {
            try {
                return current().aead().decrypt(wrapped, bytes(name));
            } catch (GeneralSecurityException e) {
                throw new DoesNotOpen(name, e);
            }
        }
    }

    /** What everything wrapped now begins with: Tink's prefix, one byte of version and four of the key's id. */
    byte[] mark() {
        return current().mark();
    }

    /** A file that cannot be read at the moment changes nothing: the key is in memory. */
    private Loaded current() {
        Loaded known = loaded;
        try {
            if (!file.version().equals(known.version())) {
                loaded = load();
            }
        } catch (IOException | GeneralSecurityException unreadable) {
            return known;
        }
        return loaded;
    }

    private Loaded load() throws IOException, GeneralSecurityException {
        Object version = file.version();
        var keyset = file.read();
        byte[] mark = ByteBuffer.allocate(5)
                .put((byte) 1)
                .putInt(keyset.getPrimary().getId())
                .array();
        return new Loaded(keyset.getPrimitive(RegistryConfiguration.get(), Aead.class), mark, version);
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    /** The key is damaged, or this is not the master key that wrapped it. */
    static final class DoesNotOpen extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        DoesNotOpen(String name, GeneralSecurityException cause) {
            super("The master key does not open " + name + ": it is not the one this store was made with.", cause);
        }
    }
}
