package io.annals.app.server;

import io.annals.app.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A small file that only its owner may read, there whole or not at all. */
public final class OwnersFile {

    private OwnersFile() {}

    public static void write(Path file, String text) {
        try {
            Path draft = Files.createTempFile(
                    Files.createDirectories(file.toAbsolutePath().getParent()),
                    file.getFileName().toString(),
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, text + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Plain(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
