package io.annals.engines;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Where the archive of Elasticsearch lies, and what of it is unpacked. */
final class ElasticsearchDistribution {
    static final String PROPERTY = "annals.elasticsearch.dist";

    private static final Pattern VERSION = Pattern.compile("elasticsearch-([^/]+)/");
    /**
     * Only the server's libraries and its HTTP transport: without x-pack and apm it starts a second earlier and is 35 MB
     * smaller in memory; the launcher and the command line tools are not used at all.
     */
    private static final Pattern WANTED = Pattern.compile(
            "(lib/(?!tools/(?!ansi-console/)|cli-launcher/|java-version-checker/)|modules/transport-netty4/).+");

    private ElasticsearchDistribution() {}

    /** The given path, else the system property, else beside the classes of this module as its build leaves it. */
    static Path archive(@Nullable Path given) {
        return candidates(given).stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new EngineException(
                        "The archive of Elasticsearch " + Versions.ELASTICSEARCH + " was not found at "
                                + candidates(given) + ": name it with -D" + PROPERTY
                                + "=<zip>, or give the address of a server of your own (ELASTICSEARCH_URL)."));
    }

    /** Unpacks once; the folder is then the server's {@code path.home}. */
    static Path unpacked(Path engineFolder, Path archive, Consumer<String> progress) {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            String version = version(zip)
                    .orElseThrow(() -> new EngineException(
                            archive + " is no distribution of Elasticsearch: name the right file with -D" + PROPERTY
                                    + "=<zip>."));
            return Unpacking.once(Engines.Kind.ELASTICSEARCH, engineFolder, version, folder -> {
                progress.accept("Unpacking Elasticsearch " + version);
                unpack(zip, "elasticsearch-" + version + "/", folder);
            });
        } catch (IOException e) {
            throw new EngineException(
                    "The archive of Elasticsearch " + archive + " cannot be read: " + EngineException.why(e)
                            + "; replace it with a whole one.",
                    e);
        }
    }

    private static List<Path> candidates(@Nullable Path given) {
        if (given != null) {
            return List.of(given);
        }
        String property = System.getProperty(PROPERTY);
        if (property != null && !property.isBlank()) {
            return List.of(Path.of(property));
        }
        String name = "elasticsearch-" + Versions.ELASTICSEARCH + ".zip";
        List<Path> beside = new ArrayList<>();
        for (Path folder : List.of(Path.of("dist"), Path.of(""))) {
            classes()
                    .map(classes -> classes.resolveSibling(folder).resolve(name))
                    .ifPresent(beside::add);
        }
        return beside;
    }

    private static Optional<Path> classes() {
        try {
            return Optional.of(Path.of(ElasticsearchDistribution.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        } catch (URISyntaxException | RuntimeException insideAnotherJar) {
            return Optional.empty();
        }
    }

    private static Optional<String> version(ZipFile zip) {
        return zip.stream()
                .map(entry -> VERSION.matcher(entry.getName()))
                .filter(Matcher::lookingAt)
                .map(found -> found.group(1))
                .findFirst();
    }

    private static void unpack(ZipFile zip, String root, Path folder) throws IOException {
        for (ZipEntry entry : zip.stream().filter(each -> !each.isDirectory()).toList()) {
            String name = entry.getName()
                    .substring(Math.min(root.length(), entry.getName().length()));
            if (!WANTED.matcher(name).matches()) {
                continue;
            }
            Path place = Unpacking.place(folder, name);
            try (InputStream content = zip.getInputStream(entry)) {
                Files.copy(content, place);
            }
            Folders.withMode(place, "rw-r--r--");
        }
    }
}
