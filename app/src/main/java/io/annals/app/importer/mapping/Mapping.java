package io.annals.app.importer.mapping;

import io.annals.app.Plain;
import io.annals.app.importer.DataSet;
import io.annals.app.importer.Zipped;
import io.annals.command.mapping.MappingInvalid;
import io.annals.command.mapping.Node;
import io.annals.command.mapping.Row;
import io.annals.command.mapping.Rule;
import io.annals.command.mapping.RuleReader;
import io.annals.contracts.source.ConsentPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** What a mapping file says; JSON is YAML too. */
public final class Mapping {

    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

    private final String source;
    private final ConsentPolicy consent;
    private final Layout layout;
    private final List<Join> joins;
    private final List<Rule> rules;
    private final Set<String> columns;

    /** @param file beside the imported one, whose rows are found by the column that both have */
    private record Join(String file, String column) {}

    private Mapping(Node node) {
        node.only("source", "consent", "file", "joins", "calls");
        RuleReader reader = new RuleReader();
        this.source = sourceName(node.child("source"));
        this.consent = consent(node.child("consent"));
        this.layout = layout(node.has("file") ? node.child("file") : new Node(node.place() + " file", Map.of()));
        this.joins = node.has("joins")
                ? node.child("joins").list().stream().map(Mapping::join).toList()
                : List.of();
        this.rules = node.child("calls").list().stream().map(reader::rule).toList();
        this.columns = reader.columns();
    }

    public static Mapping of(Path file) {
        try {
            return of(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new Plain("The mapping " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** @param resource of one of the mappings that come with Annals */
    public static Mapping shipped(String resource) {
        try (InputStream in =
                Objects.requireNonNull(Mapping.class.getClassLoader().getResourceAsStream(resource), resource)) {
            return of(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mapping of(String name, String text) {
        try {
            return new Mapping(new Node(name + ":", new Yaml(new SafeConstructor(new LoaderOptions())).load(text)));
        } catch (MappingInvalid e) {
            throw new Plain(String.valueOf(e.getMessage()), e);
        } catch (YAMLException e) {
            throw new Plain(name + " is neither YAML nor JSON: " + e.getMessage(), e);
        }
    }

    public String source() {
        return source;
    }

    public ConsentPolicy consent() {
        return consent;
    }

    /** @param path of the file; joined files are looked for beside it */
    public DataSet.Reader reader(Path path) {
        return (file, calls) -> {
            Set<String> wanted = new HashSet<>(columns);
            List<Map<String, Row>> others = new ArrayList<>();
            for (Join join : joins) {
                others.add(table(join, path.resolveSibling(join.file()), wanted));
                wanted.add(join.column());
            }
            String name = String.valueOf(path.getFileName());
            Calls made = new Calls(name, rules, calls);
            layout.read(file, name, wanted, row -> made.add(joined(row, others)));
            return made.end();
        };
    }

    /** Takes from the columns wanted those that the table has. */
    private Map<String, Row> table(Join join, Path path, Set<String> wanted) throws IOException {
        Map<String, Row> table = new HashMap<>();
        try (InputStream in = Zipped.open(path)) {
            layout.read(in, join.file(), Set.of(join.column()), row -> {
                if (table.isEmpty() && row instanceof CsvRow csv) {
                    csv.fields().getHeader().forEach(wanted::remove);
                }
                table.put(row.text(join.column()), row);
            });
        }
        return table;
    }

    private Row joined(Row row, List<Map<String, Row>> tables) {
        if (tables.isEmpty()) {
            return row;
        }
        List<Row> others = new ArrayList<>(tables.size());
        for (int i = 0; i < tables.size(); i++) {
            Row other = tables.get(i).get(row.text(joins.get(i).column()));
            if (other != null) {
                others.add(other);
            }
        }
        return new JoinedRow(row, others);
    }

    private static String sourceName(Node node) {
        if (!SOURCE.matcher(node.text()).matches()) {
            throw node.wrong("must be lower-case letters, digits and hyphens");
        }
        return node.text();
    }

    private static Join join(Node node) {
        node.only("file", "column");
        return new Join(node.child("file").text(), node.child("column").text());
    }

    private static ConsentPolicy consent(Node node) {
        node.only("mode", "purposes", "statement", "categories");
        ConsentPolicy.Mode mode = node.child("mode").oneOf(ConsentPolicy.Mode.class);
        return switch (mode) {
            case REQUIRED -> ConsentPolicy.required();
            case ASSERTED ->
                new ConsentPolicy(
                        mode,
                        Map.of(),
                        node.child("purposes").texts(),
                        node.child("statement").text());
            case FROM_EVENT -> new ConsentPolicy(mode, node.child("categories").each(Node::texts), List.of(), "");
        };
    }

    private static Layout layout(Node node) {
        node.only("format", "delimiter", "encoding", "columns");
        try {
            return new Layout(
                    node.has("format") ? node.child("format").oneOf(Layout.Format.class) : Layout.Format.CSV,
                    node.has("delimiter") ? node.child("delimiter").text() : ",",
                    node.has("encoding")
                            ? Charset.forName(node.child("encoding").text())
                            : StandardCharsets.UTF_8,
                    node.has("columns") ? node.child("columns").texts() : List.of());
        } catch (IllegalArgumentException e) {
            throw node.child("encoding").wrong("names no encoding");
        }
    }
}
