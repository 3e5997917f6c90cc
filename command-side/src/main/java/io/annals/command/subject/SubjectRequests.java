package io.annals.command.subject;

import io.annals.command.CommandProblem.NotFound;
import io.annals.command.Commands;
import io.annals.contracts.customer.SubjectRequestEvent.Kind;
import io.annals.contracts.customer.SubjectRequestEvent.Outcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The requests there are, without what they say. */
final class SubjectRequests {

    private static final int SHOWN = 500;

    private static final String SELECT =
            "select id, customer_id, kind, made_at, due_at, outcome, closed_by, closed_at from subject_request ";

    private static final RowMapper<Asked> READ = (row, number) -> {
        String outcome = row.getString(6);
        return new Asked(
                row.getString(1),
                row.getString(2),
                Kind.valueOf(row.getString(3)),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getString(7),
                closedAt(row));
    };

    private final JdbcTemplate database;

    SubjectRequests(DataSource database) {
        this.database = new JdbcTemplate(database);
    }

    /** @param outcome {@code null} while it waits, as {@code closedBy} and {@code closedAt} */
    @Schema(name = "SubjectRequest")
    record Asked(
            String requestId,
            String customerId,
            Kind kind,
            Instant madeAt,
            Instant dueAt,
            @Nullable Outcome outcome,
            @Nullable String closedBy,
            @Nullable Instant closedAt) {}

    /** Who waits longest first; at most 500. */
    List<Asked> open() {
        return query("where closed_at is null order by due_at, id limit " + SHOWN);
    }

    /** What was closed last first; at most 500. */
    List<Asked> closed() {
        return query("where closed_at is not null order by closed_at desc, id limit " + SHOWN);
    }

    List<Asked> openOf(String customer) {
        return query("where customer_id = ? and closed_at is null", customer);
    }

    /** @throws NotFound when nobody asked that */
    Asked find(String id) {
        Optional<Asked> found = query("where id = ?", id).stream().findFirst();
        return found.orElseThrow(() -> new NotFound("request-unknown", "There is no such request."));
    }

    private List<Asked> query(String where, Object... values) {
        return Commands.asking(() -> database.query(SELECT + where, READ, values));
    }

    private static @Nullable Instant closedAt(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject(8, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
