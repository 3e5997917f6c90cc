package io.annals.eventstore;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A change of one companion row in the same commit as the event that says so. The whole append fails with {@link
 * ClaimLost} when the change finds nothing to change.
 *
 * @param table the companion table
 * @param columns its columns in the order of {@code values}; the first is the key where a row is changed
 * @param values text, numbers, booleans, UUIDs, byte arrays or instants
 */
public record Claim(Kind kind, String table, List<String> columns, List<Object> values) {

    enum Kind {
        TAKE,
        RELEASE,
        CHANGE
    }

    /** Inserts the row; lost when it is there already. */
    public static Claim take(String table, List<String> columns, List<Object> values) {
        return new Claim(Kind.TAKE, table, columns, values);
    }

    /** Deletes the row; lost when it is not there. */
    public static Claim release(String table, List<String> columns, List<Object> values) {
        return new Claim(Kind.RELEASE, table, columns, values);
    }

    /** Changes these columns of a row and leaves its others; lost when it is not there. */
    public static Claim change(String table, List<String> columns, List<Object> values) {
        return new Claim(Kind.CHANGE, table, columns, values);
    }

    String sql() {
        String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        return switch (kind) {
            case TAKE ->
                "insert into " + table + " (" + String.join(", ", columns) + ") values (" + marks
                        + ") on conflict do nothing";
            case CHANGE ->
                "update " + table + " set "
                        + columns.stream()
                                .skip(1)
                                .map(column -> column + " = changed." + column)
                                .collect(Collectors.joining(", "))
                        + " from (values (" + marks + ")) as changed (" + String.join(", ", columns) + ") where "
                        + table + "." + columns.get(0)
                        + " = changed." + columns.get(0);
            case RELEASE ->
                "delete from " + table + " where "
                        + columns.stream().map(column -> column + " = ?").collect(Collectors.joining(" and "));
        };
    }
}
