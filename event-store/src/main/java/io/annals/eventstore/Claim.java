package io.annals.eventstore;

import java.util.List;

/**
 * A row to be inserted in the same commit as the event that says so.
 *
 * @param table the companion table
 * @param columns its columns in the order of {@code values}
 * @param values text, numbers, UUIDs, byte arrays or instants
 * @param exclusive when the row is there already: {@code true} lets the whole append fail with {@link ClaimLost},
 *     {@code false} lets it pass
 */
public record Claim(String table, List<String> columns, List<Object> values, boolean exclusive) {}
