package io.annals.app.importer;

import io.annals.app.Plain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Files that may be gzipped, told by their name. */
public final class Zipped {

    private Zipped() {}

    public static InputStream open(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new Plain(file + " cannot be read.");
        }
        return inflated(file, Files.newInputStream(file));
    }

    /** @param bytes of that file */
    public static InputStream inflated(Path file, InputStream bytes) throws IOException {
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }
}
