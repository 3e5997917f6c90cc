package io.annals.app.importer.mapping;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.annals.command.mapping.Row;
import org.jspecify.annotations.Nullable;

record CsvRow(NamedCsvRecord fields) implements Row {

    @Override
    public long line() {
        return fields.getStartingLineNumber();
    }

    @Override
    public @Nullable Object cell(String column) {
        return fields.findField(column).filter(text -> !text.isEmpty()).orElse(null);
    }
}
