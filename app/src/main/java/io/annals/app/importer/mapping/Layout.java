package io.annals.app.importer.mapping;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecordHandler;
import io.annals.app.Plain;
import io.annals.command.mapping.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a file is written.
 *
 * @param columns of a CSV file without a header line; empty when it has one
 */
record Layout(Format format, String delimiter, Charset encoding, List<String> columns) {

    enum Format {
        CSV,
        JSONL
    }

    /** Amounts keep their digits. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /**
     * Hands over each row to the end of the file.
     *
     * @param wanted columns that must be there; a JSONL file has no header that could miss one
     * @throws Plain when a line is not what the layout says: what follows it cannot be trusted
     */
    void read(InputStream file, String name, Set<String> wanted, Consumer<Row> rows) throws IOException {
        if (format == Format.JSONL) {
            readJson(file, name, rows);
            return;
        }
        NamedCsvRecordHandler handler = columns.isEmpty()
                ? NamedCsvRecordHandler.of()
                : NamedCsvRecordHandler.builder().header(columns).build();
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder()
                .fieldSeparator(delimiter)
                .detectBomHeader(true)
                .build(handler, file, encoding)) {
            boolean first = true;
            for (NamedCsvRecord fields : records) {
                if (first) {
                    expect(wanted, fields.getHeader(), name);
                    first = false;
                }
                if (fields.getFieldCount() != fields.getHeader().size()) {
                    throw new Plain(name + " is not CSV as its mapping says: line " + fields.getStartingLineNumber()
                            + " has " + fields.getFieldCount() + " fields instead of "
                            + fields.getHeader().size() + ".");
                }
                rows.accept(new CsvRow(fields));
            }
        } catch (CsvParseException e) {
            throw new Plain(name + " is not CSV as its mapping says: " + reason(e), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void readJson(InputStream file, String name, Consumer<Row> rows) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(file, encoding));
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                rows.accept(new Row.OfJson(number, JSON.readValue(line, OBJECT)));
            } catch (JacksonException e) {
                throw new Plain(name + ", line " + number + " is not a JSON object: " + e.getOriginalMessage(), e);
            }
        }
    }

    private static void expect(Set<String> wanted, List<String> there, String name) {
        List<String> missing = wanted.stream()
                .filter(column -> !there.contains(column))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new Plain(name + " has no column " + String.join(", ", missing) + "; it has: "
                    + String.join(", ", there) + ".");
        }
    }

    private static String reason(Throwable thrown) {
        String own = String.valueOf(thrown.getMessage());
        return thrown.getCause() == null ? own : own + ": " + thrown.getCause().getMessage();
    }
}
