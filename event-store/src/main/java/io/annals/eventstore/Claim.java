package io.annals.eventstore;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A change of companion rows in the same commit as the event that says so. The whole append fails with {@link ClaimLost}
 * when an exclusive change finds nothing to change.
 *
 * @param table the companion table
 * @param values in the order of the statement's parameters: text, numbers, booleans, UUIDs, byte arrays or instants
 */
public record Claim(Kind kind, String table, String sql, List<Object> values) {

    enum Kind {
        EXCLUSIVE,
        WHATEVER_IS_THERE
    }

    /** Inserts the row; lost when it is there already. */
    public static Claim take(String table, List<String> columns, List<Object> values) {
        String sql = "insert into " + table + " (" + String.join(", ", columns) + ") values (" + marks(columns)
                + ") on conflict do nothing";
        return new Claim(Kind.EXCLUSIVE, table, sql, values);
    }

    /** Deletes the row; lost when it is not there. */
    public static Claim release(String table, List<String> columns, List<Object> values) {
        String sql = "delete from " + table + " where "
                + columns.stream().map(column -> column + " = ?").collect(Collectors.joining(" and "));
        return new Claim(Kind.EXCLUSIVE, table, sql, values);
    }

    /** Changes these columns of a row, found by the first of them, and leaves its others; lost when it is not there. */
    public static Claim change(String table, List<String> columns, List<Object> values) {
        String changes = columns.stream()
                .skip(1)
                .map(column -> column + " = changed." + column)
                .collect(Collectors.joining(", "));
        String sql = "update " + table + " set " + changes + " from (values (" + marks(columns) + ")) as changed ("
                + String.join(", ", columns) + ") where " + table + "." + columns.get(0) + " = changed."
                + columns.get(0);
        return new Claim(Kind.EXCLUSIVE, table, sql, values);
    }

    /** Runs a statement on however many rows it finds; never lost. */
    public static Claim sweep(String table, String sql, List<Object> values) {
        return new Claim(Kind.WHATEVER_IS_THERE, table, sql, values);
    }

    private static String marks(List<String> columns) {
        return columns.stream().map(column -> "?").collect(Collectors.joining(", "));
    }
}
