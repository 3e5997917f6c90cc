package io.annals.app.importer.mapping;

import io.annals.command.mapping.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row with what other files say about it; its own columns come first. */
record JoinedRow(Row row, List<Row> others) implements Row {

    @Override
    public long line() {
        return row.line();
    }

    @Override
    public @Nullable Object cell(String column) {
        Object own = row.cell(column);
        for (int i = 0; own == null && i < others.size(); i++) {
            own = others.get(i).cell(column);
        }
        return own;
    }
}
