package io.annals.command.codebook;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.annals.command.CommandProblem.Invalid;
import io.annals.contracts.source.CodeBook;
import io.annals.contracts.source.CodeBook.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A code book as it is asked for.
 *
 * @param version the one it was made from; 0 for the first
 */
record BookBody(@Nullable Integer version, @Nullable List<CodeBody> codes) {

    private static final int MOST_VALUES = 50_000;
    private static final int MOST_CHARACTERS = 200;

    record CodeBody(@Nullable String field, @Nullable String code, @Nullable List<String> values) {}

    /**
     * A line for each value, and one with an empty value for a code that is written in one way only.
     *
     * @param csv with the columns {@code field}, {@code code} and {@code value}
     */
    static BookBody ofCsv(int version, String csv) {
        Map<List<String>, List<String>> values = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> lines =
                CsvReader.builder().detectBomHeader(false).ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord line : lines) {
                List<String> known = values.computeIfAbsent(
                        List.of(column(line, "field"), column(line, "code")), code -> new ArrayList<>());
                String value = line.findField("value").orElse("");
                if (!value.isBlank()) {
                    known.add(value);
                }
            }
        } catch (CsvParseException | java.io.IOException e) {
            throw new Invalid("csv-invalid", "This is not CSV: " + e.getMessage());
        }
        return new BookBody(
                version,
                values.entrySet().stream()
                        .map(code ->
                                new CodeBody(code.getKey().get(0), code.getKey().get(1), code.getValue()))
                        .toList());
    }

    private static String column(NamedCsvRecord line, String name) {
        return line.findField(name)
                .orElseThrow(() -> new Invalid("csv-invalid", "The columns are field, code and value."));
    }

    /** @throws Invalid when there can be no such book */
    CodeBook read() {
        List<Code> read = new ArrayList<>();
        Map<List<String>, String> meant = new HashMap<>();
        int values = 0;
        for (CodeBody body : Objects.requireNonNullElse(codes, List.<CodeBody>of())) {
            Code code = new Code(
                    text(body.field()),
                    text(body.code()),
                    Objects.requireNonNullElse(body.values(), List.<String>of()).stream()
                            .map(BookBody::text)
                            .toList());
            read.add(code);
            values += 1 + code.values().size();
            means(meant, code, code.code());
            code.values().forEach(value -> means(meant, code, value));
        }
        if (values > MOST_VALUES) {
            throw new Invalid("codes-invalid", "A book may hold " + MOST_VALUES + " values.");
        }
        return new CodeBook(Objects.requireNonNullElse(version, 0) + 1, read);
    }

    /** One value means one code, and a code itself; so coding twice is as good as once. */
    private static void means(Map<List<String>, String> meant, Code code, String value) {
        String other = meant.putIfAbsent(List.of(code.field(), Codes.key(value)), code.code());
        if (other != null && !other.equals(code.code())) {
            throw new Invalid(
                    "codes-invalid",
                    "\"" + value + "\" of " + code.field() + " means two codes: " + other + " and " + code.code()
                            + ".");
        }
    }

    private static String text(@Nullable String given) {
        String text = Objects.requireNonNullElse(given, "").strip();
        if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
            throw new Invalid(
                    "codes-invalid",
                    "A field, a code and a value are texts of at most " + MOST_CHARACTERS + " characters.");
        }
        return text;
    }
}
