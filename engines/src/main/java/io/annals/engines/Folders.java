package io.annals.engines;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** What stands below the home, and who may look into it. */
final class Folders {
    private Folders() {}

    /** A folder that others may pass through but not list, whatever our umask: the engines' account lives below it. */
    static Path passage(Path folder) throws IOException {
        return Files.isDirectory(folder) ? folder : withMode(Files.createDirectories(folder), "rwx--x--x");
    }

    /** A folder that only the account can see. */
    static Path privateTo(Account account, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            withMode(Files.createDirectories(folder), "rwx------");
        }
        account.give(folder);
        return folder;
    }

    static Path withMode(Path path, String mode) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
                if (failed != null) {
                    throw failed;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
