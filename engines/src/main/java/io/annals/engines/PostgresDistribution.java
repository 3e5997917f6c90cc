package io.annals.engines;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of PostgreSQL, which lie on the class path as one {@code .txz} for each kind of machine. */
final class PostgresDistribution {
    private static final int OWNER_MAY_EXECUTE = 0100;

    private PostgresDistribution() {}

    static Path unpacked(Path engineFolder, Consumer<String> progress) {
        return Unpacking.once(Engines.Kind.POSTGRES, engineFolder, Versions.POSTGRES, folder -> {
            progress.accept("Unpacking PostgreSQL " + Versions.POSTGRES);
            unpack(archive(System.getProperty("os.name"), System.getProperty("os.arch")), folder);
        });
    }

    private static String archive(String system, String machine) {
        return candidates(system, machine).stream()
                .filter(name -> PostgresDistribution.class.getResource(name) != null)
                .findFirst()
                .orElseThrow(() -> new EngineException("Annals brings no PostgreSQL for " + system + " on " + machine
                        + ": give the address of a server of your own (POSTGRES_URL)."));
    }

    /** A Mac's archive holds both kinds of machine in one program. */
    static List<String> candidates(String system, String machine) {
        boolean arm = machine.equals("aarch64") || machine.equals("arm64");
        return switch (system.toLowerCase(Locale.ROOT).split(" ")[0]) {
            case "linux" -> List.of("/postgres-linux-" + (arm ? "arm_64" : "x86_64") + ".txz");
            case "mac" -> List.of("/postgres-darwin-arm_64.txz", "/postgres-darwin-x86_64.txz");
            default -> List.of();
        };
    }

    private static void unpack(String archive, Path folder) throws IOException {
        try (InputStream packed = Objects.requireNonNull(PostgresDistribution.class.getResourceAsStream(archive));
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, Unpacking.place(folder, entry.getName()));
            }
        }
    }

    private static void write(InputStream content, TarArchiveEntry entry, Path place) throws IOException {
        if (entry.isDirectory()) {
            return;
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, place);
        Folders.withMode(place, (entry.getMode() & OWNER_MAY_EXECUTE) != 0 ? "rwxr-xr-x" : "rw-r--r--");
    }
}
