package io.annals.app.importer;

import io.annals.app.Plain;
import io.annals.app.importer.mapping.Mapping;
import io.annals.contracts.source.ConsentPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What an import brings: the files of one source and how each is read.
 *
 * @param source name of the source that the calls come from
 */
public record DataSet(String source, ConsentPolicy consent, List<Part> parts) {

    public record Part(Path file, Reader reader) {}

    /** Turns the rows of one file into tracking calls. */
    @FunctionalInterface
    public interface Reader {

        /** @param calls takes each call in the order of the file */
        Reading read(InputStream file, Consumer<Map<String, Object>> calls) throws IOException;
    }

    /** The files of a public data set that a mapping is shipped for, in the order they are read. */
    private static final Map<String, List<String>> MAPPED = Map.of(
            "eshop-clickstream",
            List.of("e-shop-clothing-2008"),
            "ecom-stories",
            List.of("ecom"),
            "complete-journey",
            List.of("demographics", "campaigns", "transactions_sample", "coupon_redemptions"));

    /** The names that {@link #named} knows. */
    public static List<String> names() {
        return List.of(OnlineRetail.SOURCE, "complete-journey", "ecom-stories", "eshop-clickstream");
    }

    /** @param path the data set's file, or the folder with its files, each plain or as {@code .gz} */
    public static DataSet named(String name, Path path) {
        if (name.equals(OnlineRetail.SOURCE)) {
            return new DataSet(
                    OnlineRetail.SOURCE, OnlineRetail.CONSENT, List.of(new Part(path, DataSet::onlineRetail)));
        }
        List<String> tables = MAPPED.get(name);
        if (tables == null) {
            throw new Plain("There is no importer \"" + name + "\"; this version knows: " + String.join(", ", names())
                    + ". Any other file needs --mapping.");
        }
        if (tables.size() > 1 && !Files.isDirectory(path)) {
            throw new Plain(name + " has several files; name the folder that holds them.");
        }
        List<Mapping> mappings = tables.stream()
                .map(table -> Mapping.shipped("importers/" + name + "/" + table + ".yml"))
                .toList();
        List<Part> parts = mappings.stream()
                .map(mapping -> part(mapping, path, tables.get(mappings.indexOf(mapping))))
                .toList();
        return new DataSet(mappings.get(0).source(), mappings.get(0).consent(), parts);
    }

    /** Any file, read as its mapping says. */
    public static DataSet mapped(Path file, Path mappingFile) {
        Mapping mapping = Mapping.of(mappingFile);
        return new DataSet(mapping.source(), mapping.consent(), List.of(new Part(file, mapping.reader(file))));
    }

    private static Part part(Mapping mapping, Path path, String table) {
        Path file = Files.isDirectory(path) ? inFolder(path, table) : path;
        return new Part(file, mapping.reader(file));
    }

    private static Path inFolder(Path folder, String table) {
        Path zipped = folder.resolve(table + ".csv.gz");
        return Files.exists(zipped) ? zipped : folder.resolve(table + ".csv");
    }

    private static Reading onlineRetail(InputStream file, Consumer<Map<String, Object>> calls) throws IOException {
        OnlineRetail retail = new OnlineRetail(calls);
        retail.read(file);
        Map<String, Long> kinds = new LinkedHashMap<>();
        retail.lines()
                .forEach((line, count) ->
                        kinds.put(line.name().toLowerCase(Locale.ROOT).replace('_', ' '), count.longValue()));
        return new Reading(kinds.values().stream().mapToLong(Long::longValue).sum(), kinds, 0, List.of());
    }
}
