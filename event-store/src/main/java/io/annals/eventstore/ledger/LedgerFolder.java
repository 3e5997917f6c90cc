package io.annals.eventstore.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What the ledger keeps outside the database. Processes that may keep the ledger in turn share it.
 *
 * @param folder of the statements and the public key
 * @param keyFile the signing key
 */
public record LedgerFolder(Path folder, Path keyFile) {

    private static final String PUBLIC_KEY = "public-key.pem";

    StatementFile statements() {
        return new StatementFile(folder);
    }

    /**
     * The key in force; a first one is made when nothing has ever been signed, and a change of keys that a crash broke off
     * is finished.
     *
     * @param id of the key in force, empty before the first statement
     * @throws LedgerBroken when the file holds no key, or another one
     */
    SigningKey signingKey(String id) throws IOException {
        Files.createDirectories(folder);
        if (id.isEmpty() && !Files.exists(keyFile)) {
            SigningKey.fresh().write(keyFile);
        }
        if (Files.exists(next()) && SigningKey.read(next()).id().equals(id)) {
            Files.move(next(), keyFile, StandardCopyOption.ATOMIC_MOVE);
        }
        if (!Files.exists(keyFile)) {
            throw new LedgerBroken("its signing key " + keyFile + " is missing; put it back from where you keep it");
        }
        SigningKey key = SigningKey.read(keyFile);
        if (!id.isEmpty() && !key.id().equals(id)) {
            throw new LedgerBroken("its signing key " + keyFile + " is not the one in force, which is " + id);
        }
        Files.writeString(publicKey(), SigningKey.publicPem(key.publicKey()));
        return key;
    }

    /** On disk before anybody hears of it; {@link #signingKey} puts it in the place of the old one. */
    SigningKey nextKey() throws IOException {
        SigningKey next = SigningKey.fresh();
        next.write(next());
        return next;
    }

    Path publicKey() {
        return folder.resolve(PUBLIC_KEY);
    }

    private Path next() {
        return keyFile.resolveSibling(keyFile.getFileName() + ".next");
    }
}
