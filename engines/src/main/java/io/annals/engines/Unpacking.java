package io.annals.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Unpacks a distribution once. It counts as unpacked only when it is complete; older versions make room. */
final class Unpacking {
    private static final long ROOM_BYTES = 300L << 20;

    private Unpacking() {}

    @FunctionalInterface
    interface Work {
        void into(Path folder) throws IOException;
    }

    /** The folder {@code dist-<version>} below the engine's folder, filled by the work when it was not there. */
    static Path once(Engines.Kind kind, Path engineFolder, String version, Work work) {
        Path target = engineFolder.resolve("dist-" + version);
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            if (Files.getFileStore(engineFolder).getUsableSpace() < ROOM_BYTES) {
                throw new IOException("less than 300 MB are free");
            }
            for (Path old : distributions(engineFolder)) {
                Folders.delete(old);
            }
            Path partial = engineFolder.resolve("dist-partial");
            readable(partial);
            work.into(partial);
            return Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EngineException(
                    kind + " " + version + " could not be unpacked into " + engineFolder + ": " + EngineException.why(e)
                            + "; make room there or choose a home elsewhere (ANNALS_HOME).",
                    e);
        }
    }

    /** Where an entry goes, with the folders above it; an entry that would leave the folder is refused. */
    static Path place(Path folder, String entry) throws IOException {
        Path place = folder.resolve(entry).normalize();
        if (!place.startsWith(folder)) {
            throw new IOException("the archive has an entry outside of itself: " + entry);
        }
        readable(place.getParent());
        return place;
    }

    /** Open to every user, whatever our umask: the account that runs the programs is not the one that unpacks them. */
    private static void readable(@Nullable Path folder) throws IOException {
        if (folder == null || Files.isDirectory(folder)) {
            return;
        }
        readable(folder.getParent());
        Folders.withMode(Files.createDirectory(folder), "rwxr-xr-x");
    }

    private static List<Path> distributions(Path engineFolder) throws IOException {
        try (Stream<Path> children = Files.list(engineFolder)) {
            return children.filter(child -> child.getFileName().toString().startsWith("dist-"))
                    .toList();
        }
    }
}
