package io.annals.command.tracking;

import io.annals.command.CommandProblem.NotFound;
import io.annals.command.tracking.Outcomes.Outcome;
import io.annals.command.tracking.Reception.Delivery;
import io.annals.contracts.KeyScope;
import io.annals.eventstore.SubjectCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Items that can never be right as they are, or that a cleaning rule left out, kept for an operator: each day of a source under a key of its own, which is
 * destroyed with the day. What was refused for want of consent never comes here.
 */
final class Quarantine implements AutoCloseable {

    /** Enough to see what is wrong with a client, too little for a client to fill the disk with. */
    static final int MOST_A_DAY = 1_000;

    private static final int DAYS_KEPT = 30;

    private static final Logger log = LoggerFactory.getLogger(Quarantine.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SELECT = "select id, source_id, reason, kind, at, day, content from quarantine where ";

    private final JdbcTemplate database;
    private final SubjectCipher cipher;
    private final Clock clock;
    private final ScheduledExecutorService hourly = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "quarantine");
        thread.setDaemon(true);
        return thread;
    });

    Quarantine(DataSource database, SubjectCipher cipher, Clock clock) {
        this.database = new JdbcTemplate(database);
        this.cipher = cipher;
        this.clock = clock;
        hourly.scheduleWithFixedDelay(this::expire, 1, 60, TimeUnit.MINUTES);
    }

    /**
     * What is needed to read an item again.
     *
     * @param path the kind its path named; absent for an item of a batch
     */
    record Content(
            Map<String, Object> item,
            String detail,
            @Nullable String path,
            @Nullable Object context,
            @Nullable Object sentAt,
            String remoteAddress) {}

    record Held(long id, String sourceId, String reason, String kind, Instant at, Content content) {}

    /**
     * Keeps the rejected and dropped items of a delivery; those that are no object, or too large, are only counted elsewhere.
     *
     * @param first the place of the delivery's first item among the outcomes
     */
    void keep(String source, Delivery delivery, Outcomes outcomes, int first, Instant at) {
        Said said = delivery.said();
        List<Content> contents = new ArrayList<>();
        List<Outcome> rejected = new ArrayList<>();
        int index = first;
        for (Json.Item item : delivery.items()) {
            Outcome outcome = outcomes.at(index++);
            if (outcome == null || !outcome.held() || item.fields() == null || !item.fits()) {
                continue;
            }
            rejected.add(outcome);
            String detail = String.valueOf(outcome.detail());
            Map<String, Object> fields = new LinkedHashMap<>(item.fields());
            fields.remove("writeKey"); // a single call may carry it, and it opens the source
            contents.add(
                    new Content(fields, detail, said.kind(), said.context(), said.sentAt(), delivery.remoteAddress()));
        }
        // Written once for each item it stands around: a large one, a thousand times, would be an attack.
        if (!rejected.isEmpty() && small(said.context()) && small(said.sentAt())) {
            insert(source, rejected, contents, at);
        }
    }

    private static boolean small(@Nullable Object around) {
        return around == null || JSON.writeValueAsBytes(around).length <= CallReader.MOST_ITEM_BYTES;
    }

    private void insert(String source, List<Outcome> rejected, List<Content> contents, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        Integer there = database.queryForObject(
                "select count(*) from quarantine where source_id = ? and day = ?", Integer.class, source, day);
        int room = MOST_A_DAY - (there == null ? 0 : there);
        KeyScope scope = KeyScope.quarantine(source, day);
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(room, rejected.size()); i++) {
            byte[] plain = JSON.writeValueAsBytes(contents.get(i));
            if (plain.length > CallReader.MOST_ITEM_BYTES) {
                continue;
            }
            if (rows.isEmpty()) {
                cipher.make(scope);
            }
            Outcome outcome = rejected.get(i);
            byte[] sealed = cipher.seal(scope, plain, context(source, day));
            rows.add(new Object[] {source, outcome.code(), outcome.kind(), Timestamp.from(at), day, sealed});
        }
        database.batchUpdate(
                "insert into quarantine (source_id, reason, kind, at, day, content) values (?, ?, ?, ?, ?, ?)", rows);
    }

    /**
     * The newest first.
     *
     * @param before an id; only older ones
     */
    List<Held> find(@Nullable String source, @Nullable String reason, long before, int limit) {
        return database.query(
                SELECT + "id < ? and (?::text is null or source_id = ?) and (?::text is null or reason = ?)"
                        + " order by id desc limit ?",
                this::read,
                before,
                source,
                source,
                reason,
                reason,
                limit);
    }

    /** @throws NotFound when it was never there, or is not any more */
    Held get(long id) {
        return database.query(SELECT + "id = ?", this::read, id).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("item-unknown", "There is no such item in quarantine."));
    }

    /** @throws NotFound when it was never there, or is not any more */
    void discard(long id) {
        if (database.update("delete from quarantine where id = ?", id) == 0) {
            throw new NotFound("item-unknown", "There is no such item in quarantine.");
        }
    }

    /** It passed the rule it was held by, and is held by another now. */
    void heldBy(long id, String rule) {
        database.update("update quarantine set reason = ? where id = ?", rule, id);
    }

    /** Forgets the days that are over: the items, and the keys that would open a copy of them. */
    void expire() {
        LocalDate oldest = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS_KEPT);
        try {
            database.update("delete from quarantine where day < ?", oldest);
            cipher.destroyBefore("quarantine", oldest.toString());
        } catch (RuntimeException e) {
            log.warn("what is too old stays in quarantine for another hour: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        hourly.shutdown();
    }

    private Held read(ResultSet row, int number) throws SQLException {
        String source = row.getString(2);
        LocalDate day = row.getObject(6, LocalDate.class);
        byte[] plain = cipher.open(KeyScope.quarantine(source, day), row.getBytes(7), context(source, day));
        if (plain == null) {
            throw new NotFound("item-unknown", "This item's key was destroyed.");
        }
        return new Held(
                row.getLong(1),
                source,
                row.getString(3),
                row.getString(4),
                row.getTimestamp(5).toInstant(),
                JSON.readValue(plain, Content.class));
    }

    private static String context(String source, LocalDate day) {
        return "quarantine/" + source + "/" + day;
    }
}
