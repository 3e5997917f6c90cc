package io.annals.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Homes in the folder for temporary files. A killed test run leaves its home; a later run sweeps it away. */
final class TestHomes {
    private static final String PREFIX = "annals-test-home-";
    private static final Duration ABANDONED = Duration.ofHours(1);

    private TestHomes() {}

    static Path create() {
        try {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            Path home = Files.createTempDirectory(temporary, PREFIX);
            sweep(temporary, Files.getOwner(home));
            return Folders.withMode(home, "rwx--x--x");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path home) {
        try {
            Folders.delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sweep(Path temporary, UserPrincipal owner) throws IOException {
        List<Path> homes;
        try (Stream<Path> children = Files.list(temporary)) {
            homes = children.filter(child -> child.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
        for (Path home : homes) {
            try {
                if (Files.getLastModifiedTime(home)
                        .toInstant()
                        .isBefore(Instant.now().minus(ABANDONED))) {
                    HomeLock.of(home).close();
                    Folders.delete(home);
                }
            } catch (IOException | EngineException inUseOrNotOurs) {
                // Its own run or its owner will see to it.
            }
        }
    }
}
