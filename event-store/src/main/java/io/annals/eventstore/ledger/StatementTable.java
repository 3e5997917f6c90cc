package io.annals.eventstore.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements as the database holds them, numbered from 1. */
final class StatementTable {

    private final Connection connection;

    StatementTable(Connection connection) {
        this.connection = connection;
    }

    /** The last head as signed; empty before the first. */
    String lastHead() throws SQLException {
        List<String> found = lines(
                "select line from ledger_statement where line like ? order by number desc limit 1", Head.TAG + "%");
        return found.isEmpty() ? "" : found.get(0);
    }

    List<String> keys() throws SQLException {
        return lines("select line from ledger_statement where line like ? order by number", Statements.KEY + "%");
    }

    /** What was said after {@code line}, which is near the end; {@code null} when nobody has said that. */
    @Nullable
    List<String> after(String line) throws SQLException {
        if (line.isEmpty()) {
            return lines("select line from ledger_statement order by number");
        }
        String number = "(select number from ledger_statement where line = ? order by number desc limit 1)";
        List<String> from =
                lines("select line from ledger_statement where number >= " + number + " order by number", line);
        return from.isEmpty() ? null : from.subList(1, from.size());
    }

    void append(List<String> lines) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ledger_statement select coalesce(max(number), 0) + 1, ? from ledger_statement")) {
            for (String line : lines) {
                insert.setString(1, line);
                insert.executeUpdate();
            }
        }
    }

    private List<String> lines(String sql, String... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                List<String> lines = new ArrayList<>();
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
                return lines;
            }
        }
    }
}
