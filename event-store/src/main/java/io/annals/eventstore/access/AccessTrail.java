package io.annals.eventstore.access;

import io.annals.contracts.access.Role;
import io.annals.contracts.audit.AccessesFound.FoundAccess;
import io.annals.contracts.audit.AuditEvent.AccessRecorded;
import io.annals.contracts.audit.AuditEvent.Kind;
import io.annals.contracts.audit.ComplianceReportView.AccessesCounted;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.LoggedEvent;
import io.annals.eventstore.StoreUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** Writes accesses into the log and finds them again. */
public final class AccessTrail {

    private static final String STREAM_TYPE = "access";

    private static final String COUNT =
            """
            select kind, role, count(*) from access_trail, unnest(roles) as role where at >= ? and at < ?
            group by kind, role order by kind, role
            """;

    private final DataSource database;
    private final EventStorageEngine engine;
    private final EventLog log;

    AccessTrail(DataSource database, EventStorageEngine engine, EventLog log) {
        this.database = database;
        this.engine = engine;
        this.log = log;
    }

    /**
     * @param customers any of these; {@code null} for all
     * @param from included
     * @param until not included
     * @param after id of the access the page before ended with
     */
    public record Question(
            @Nullable Collection<String> customers,
            @Nullable String actor,
            @Nullable Kind kind,
            Instant from,
            Instant until,
            @Nullable String after,
            int limit) {}

    /**
     * Returns once it is durable. Whatever is asked at the same time goes into one commit.
     *
     * @throws StoreUnavailable when it cannot be recorded; then nothing may be shown or done
     */
    public void record(AccessRecorded access) {
        engine.appendEvents(List.of(new GenericDomainEventMessage<>(STREAM_TYPE, access.accessId(), 0, access)));
    }

    /** The latest first. */
    public List<FoundAccess> find(Question question) {
        return ids(question).stream().map(this::read).flatMap(Optional::stream).toList();
    }

    /** How often which kind of access was made, by the roles of whoever made it. */
    public List<AccessesCounted> count(Instant from, Instant until) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setObject(1, from.atOffset(ZoneOffset.UTC));
            select.setObject(2, until.atOffset(ZoneOffset.UTC));
            List<AccessesCounted> counted = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    counted.add(new AccessesCounted(
                            Kind.valueOf(rows.getString(1)), Role.valueOf(rows.getString(2)), rows.getLong(3)));
                }
            }
            return counted;
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }

    private Optional<FoundAccess> read(String accessId) {
        LoggedEvent event = log.last(accessId).orElse(null);
        return event != null && event.payload() instanceof AccessRecorded access
                ? Optional.of(new FoundAccess(event.position(), access))
                : Optional.empty();
    }

    private List<String> ids(Question question) {
        StringBuilder sql = new StringBuilder("select access_id from access_trail where at >= ? and at < ?");
        List<Object> values = new ArrayList<>(List.of(
                question.from().atOffset(ZoneOffset.UTC), question.until().atOffset(ZoneOffset.UTC)));
        if (question.customers() != null) {
            sql.append(" and customers && ?::text[]");
            values.add(question.customers().toArray(String[]::new));
        }
        if (question.actor() != null) {
            sql.append(" and actor = ?");
            values.add(question.actor());
        }
        if (question.kind() != null) {
            sql.append(" and kind = ?");
            values.add(question.kind().name());
        }
        if (question.after() != null) {
            sql.append(" and (at, access_id) < (select at, access_id from access_trail where access_id = ?)");
            values.add(question.after());
        }
        sql.append(" order by at desc, access_id desc limit ?");
        values.add(question.limit());
        return texts(sql.toString(), values);
    }

    private List<String> texts(String sql, List<Object> values) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new StoreUnavailable(e);
        }
    }
}
