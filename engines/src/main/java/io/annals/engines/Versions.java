package io.annals.engines;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The versions that the build was made with. */
final class Versions {
    static final String ELASTICSEARCH = read("elasticsearch");
    static final String POSTGRES = read("postgres");

    private Versions() {}

    private static String read(String engine) {
        try (InputStream file = Versions.class.getResourceAsStream("versions.properties")) {
            Properties versions = new Properties();
            versions.load(Objects.requireNonNull(file, "versions.properties"));
            return Objects.requireNonNull(versions.getProperty(engine), engine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
