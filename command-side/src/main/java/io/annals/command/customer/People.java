package io.annals.command.customer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.command.CommandProblem;
import io.annals.command.Commands;
import io.annals.contracts.customer.Identifier;
import io.annals.eventstore.KeyedHash;
import io.annals.eventstore.Remembering;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Who an identifier belongs to. Reads the tables that are written in the commit of the events, never a read model.
 *
 * <p>An identifier's stream never changes; the root of that stream and the root's user id can. They are remembered all
 * the same: whoever acts on a stale answer is told {@link ResolveAgain} by the customer, and forgets it here.
 */
public final class People implements Remembering {

    private static final int REMEMBERED = 200_000;

    /** How long another process may still take two people for one after they were separated. */
    private static final Duration TRUSTED = Duration.ofMinutes(1);

    private static final String FIND =
            """
            with recursive asked as (
                select unnest(?) as hash
            ), found as (
                select identifier.hash, customer_id from identifier join asked on asked.hash = identifier.hash
            ), path (stream, node) as (
                select distinct customer_id, customer_id from found
                union all
                select path.stream, up.root from path join customer_root up on up.stream = path.node
            ), top as (
                select stream, node as root from path
                where not exists (select from customer_root up where up.stream = path.node)
            )
            select asked.hash, found.customer_id, top.root,
                   (select min(name.hash) from identifier name where name.customer_id = top.root and name.type = 'user_id'),
                   suppression.erased_at
            from asked
            left join found on found.hash = asked.hash
            left join top on top.stream = found.customer_id
            left join suppression on suppression.hash = sha256(convert_to('erased:' || asked.hash, 'UTF8'))
            """;

    private static final String MEMBERS =
            """
            with recursive up (node) as (
                select ?::text collate "C"
                union
                select parent.root from up join customer_root parent on parent.stream = up.node
            ), down (node) as (
                select node from up where not exists (select from customer_root parent where parent.stream = up.node)
                union
                select child.stream from down join customer_root child on child.root = down.node
            )
            select node, not exists (select from customer_root parent where parent.stream = down.node) from down
            """;

    private final JdbcTemplate database;
    private final KeyedHash hash;
    private final KeptMessages messages;
    private final Cache<Identifier, Remembered> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(TRUSTED)
            .build();

    People(DataSource database, KeyedHash hash, KeptMessages messages) {
        this.database = new JdbcTemplate(database);
        this.hash = hash;
        this.messages = messages;
    }

    /**
     * @param stream where the identifier is attached
     * @param root the person the stream belongs to now; itself when it was never merged
     * @param userHash keyed hash of the person's user id, when they have one
     */
    public record Owner(String stream, String root, @Nullable String userHash) {}

    /** A person's streams. */
    public record Members(String root, List<String> streams) {}

    /**
     * @param owners identifiers nobody owns are absent
     * @param erased when the one whom an identifier named was erased; they may name somebody new by now
     */
    public record Known(Map<Identifier, Owner> owners, Map<Identifier, Instant> erased) {

        private void add(Identifier identifier, Remembered one) {
            if (one.owner() != null) {
                owners.put(identifier, one.owner());
            }
            if (one.erasedAt() != null) {
                erased.put(identifier, one.erasedAt());
            }
        }
    }

    private record Remembered(@Nullable Owner owner, @Nullable Instant erasedAt) {

        static Remembered read(ResultSet row) throws SQLException {
            String stream = row.getString(2);
            OffsetDateTime erasedAt = row.getObject(5, OffsetDateTime.class);
            return new Remembered(
                    stream == null ? null : new Owner(stream, row.getString(3), row.getString(4)),
                    erasedAt == null ? null : erasedAt.toInstant());
        }
    }

    /** One query for whatever is not remembered. */
    public Known find(Collection<Identifier> identifiers) {
        Known found = new Known(new HashMap<>(), new HashMap<>());
        Map<String, Identifier> missing = new LinkedHashMap<>();
        for (Identifier identifier : identifiers) {
            Remembered remembered = known.getIfPresent(identifier);
            if (remembered != null) {
                found.add(identifier, remembered);
                continue;
            }
            missing.put(hash.of(identifier), identifier);
        }
        if (!missing.isEmpty()) {
            query(FIND, missing.keySet(), row -> {
                Identifier identifier = Objects.requireNonNull(missing.get(row.getString(1)));
                Remembered one = Remembered.read(row);
                found.add(identifier, one);
                if (one.owner() != null) { // who is nobody's may be somebody's in a moment
                    known.put(identifier, one);
                }
            });
        }
        return found;
    }

    /** How {@link Owner#userHash} names this identifier. */
    public String hashOf(Identifier identifier) {
        return hash.of(identifier);
    }

    /** Those of the messages that are kept already. */
    public Set<String> kept(String source, Collection<String> messageIds) {
        if (messageIds.isEmpty()) {
            return Set.of();
        }
        Map<UUID, String> byId = new HashMap<>();
        messageIds.forEach(messageId -> byId.put(hash.shortOf(source, messageId), messageId));
        Set<UUID> found = messages.among(byId.keySet());
        Set<String> kept = new HashSet<>();
        byId.forEach((id, messageId) -> {
            if (found.contains(id)) {
                kept.add(messageId);
            }
        });
        return kept;
    }

    /** All streams of the person that {@code stream} belongs to; the stream alone when it was never merged. */
    public Members members(String stream) {
        Map<String, Boolean> isRoot = new LinkedHashMap<>();
        database.query(
                MEMBERS,
                row -> {
                    isRoot.put(row.getString(1), row.getBoolean(2));
                },
                stream);
        String root = isRoot.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(stream);
        return new Members(root, List.copyOf(isRoot.keySet()));
    }

    /** Whether there is such a customer: every stream has at least one identifier. */
    public boolean exists(String customer) {
        return Commands.asking(() -> Boolean.TRUE.equals(database.queryForObject(
                "select exists (select from identifier where customer_id = ?)", Boolean.class, customer)));
    }

    /** @throws CommandProblem.NotFound when there is no such customer, and {@link CommandProblem.Gone} when no longer */
    void expect(String customer) {
        if (exists(customer)) {
            return;
        }
        if (erased(customer)) {
            throw new CommandProblem.Gone();
        }
        throw new CommandProblem.NotFound("customer-unknown", "There is no such customer.");
    }

    boolean erased(String customer) {
        return Commands.asking(() -> Boolean.TRUE.equals(database.queryForObject(
                "select exists (select from event where name = 'customer-erased' and stream = ?)",
                Boolean.class,
                customer)));
    }

    /** How many identifiers lead to the streams, by type. */
    Map<String, Long> identifiers(Collection<String> streams) {
        Map<String, Long> byType = new TreeMap<>();
        query(
                "select type, count(*) from identifier where customer_id = any (?) group by type",
                streams,
                row -> byType.put(row.getString(1), row.getLong(2)));
        return byType;
    }

    /** Whom a stream was absorbed by; {@code null} when it stands for itself. */
    @Nullable
    String absorbedBy(String stream) {
        return Commands.asking(() ->
                        database.queryForList("select root from customer_root where stream = ?", String.class, stream))
                .stream()
                .findFirst()
                .orElse(null);
    }

    boolean hasUser(String stream) {
        return Commands.asking(() -> Boolean.TRUE.equals(database.queryForObject(
                "select exists (select from identifier where customer_id = ? and type = 'user_id')",
                Boolean.class,
                stream)));
    }

    public void forget(Collection<Identifier> identifiers) {
        known.invalidateAll(identifiers);
    }

    /** What was one person is two now. */
    void forgetPerson(Members members) {
        known.asMap().values().removeIf(one -> leadsTo(members.streams(), one));
    }

    @Override
    public void forget(String customer) {
        known.asMap().values().removeIf(one -> leadsTo(List.of(customer), one));
    }

    private static boolean leadsTo(List<String> streams, Remembered one) {
        return one.owner() != null && streams.contains(one.owner().stream());
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, Collection<String> asked, Row reader) {
        Commands.asking(() -> database.execute((ConnectionCallback<Boolean>) connection -> {
            Array array = connection.createArrayOf("text", asked.toArray());
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setArray(1, array);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        reader.read(rows);
                    }
                }
            }
            return true;
        }));
    }
}
