package io.annals.command.mapping;

import java.util.List;

/**
 * The rows that one call is made of, at least one.
 *
 * @param part 1, or more where one group is told in several calls
 */
public record Rows(List<Row> all, int part) {

    public Row first() {
        return all.get(0);
    }

    /** Each row as if it stood alone. */
    List<Rows> single() {
        return all.stream().map(row -> new Rows(List.of(row), part)).toList();
    }
}
