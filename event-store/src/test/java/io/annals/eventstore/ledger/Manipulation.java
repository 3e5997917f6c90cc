package io.annals.eventstore.ledger;

import io.annals.eventstore.ledger.Fault.Kind;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody with every right in the database may do to a log all of which is signed. In the statements {p} is a
 * position before the last, {q} another one, {r} a number from 1 to 9.
 */
enum Manipulation {
    FLIP_A_BIT(
            Kind.EDITED,
            "update event set content = set_bit(content, {r}, 1 - get_bit(content, {r})) where position = {p}"),
    TAKE_CONTENT_OF_ANOTHER(
            Kind.EDITED,
            "update event set content = (select content from event where position = {q}) where position = {p}"),
    EMPTY_THE_CONTENT(Kind.EDITED, "update event set content = '' where position = {p}"),
    RENAME(Kind.EDITED, "update event set name = name || '-{r}' where position = {p}"),
    CHANGE_THE_TIME(
            Kind.EDITED,
            "update event set recorded_at = recorded_at - interval '{r} microseconds' where position = {p}"),
    END_TIME(Kind.EDITED, "update event set recorded_at = 'infinity' where position = {p}"),
    CHANGE_THE_SEQUENCE(Kind.EDITED, "update event set sequence = sequence + 1000 where position = {p}"),
    GIVE_TO_ANOTHER_STREAM(Kind.EDITED, "update event set stream = stream || '{r}x' where position = {p}"),
    CHANGE_THE_ID(Kind.EDITED, "update event set event_id = event_id || '{r}' where position = {p}"),
    CHANGE_THE_REVISION(
            Kind.EDITED, "update event set revision = case when revision is null then '' end where position = {p}"),
    CHANGE_THE_KEY(Kind.EDITED, "update event set key_id = gen_random_uuid() where position = {p}"),
    CHANGE_THE_AGGREGATE(Kind.EDITED, "update event set aggregate = aggregate || '{r}' where position = {p}"),
    DELETE(Kind.DELETED, "delete from event where position = {p}"),
    DELETE_AND_CLOSE_THE_GAP(
            Kind.DELETED,
            "delete from event where position = {p}; update event set position = -position where position > {p};"
                    + " update event set position = -position - 1 where position < 0"),
    INSERT_BEFORE_THE_FIRST(
            Kind.INSERTED,
            "insert into event select -{r}, 'forged', 0, aggregate, name, revision, 'forged', recorded_at, key_id, content"
                    + " from event where position = {p}"),
    INSERT_AND_PUSH_ON(
            Kind.INSERTED,
            "update event set position = -position where position >= {p};"
                    + " update event set position = -position + 1 where position < 0;"
                    + " insert into event select {p}, 'forged', 0, aggregate, name, revision, 'forged', recorded_at, key_id,"
                    + " content from event where position = {p} + 1"),
    SWAP(
            Kind.REORDERED,
            "update event set position = -position where position in ({p}, {q});"
                    + " update event set position = {p} + {q} + position where position < 0"),
    TRUNCATE_FROM(Kind.TRUNCATED, "delete from event where position >= {p}"),
    TRUNCATE_ALL(Kind.TRUNCATED, "truncate event"),
    TRUNCATE_ALL_AND_THE_LEDGER(Kind.TRUNCATED, "truncate event, ledger_tile, ledger_statement"),
    TRUNCATE_AND_REWRITE_THE_LEDGER(Kind.TRUNCATED, "delete from event where position >= {p}") {
        @Override
        void cover(Connection connection) throws SQLException, IOException {
            rebuildNodes(connection, List.of());
        }
    },
    EDIT_AND_REWRITE_NODES(Kind.REWRITTEN, "update event set content = content || '{r}' where position = {p}") {
        @Override
        void cover(Connection connection) throws SQLException, IOException {
            rebuildNodes(connection, List.of());
        }
    },
    EDIT_AND_SIGN_WITH_ANOTHER_KEY(Kind.REWRITTEN, "update event set content = content || '{r}' where position = {p}") {
        @Override
        void cover(Connection connection) throws SQLException, IOException {
            SigningKey key = SigningKey.fresh();
            sql(connection, "truncate ledger_statement");
            rebuildNodes(connection, List.of(Statements.key(key, Instant.EPOCH, key)));
        }
    },
    FLIP_A_BIT_OF_A_LEAF(
            Kind.LEDGER,
            "update ledger_tile set hashes = set_bit(hashes, {p}, 1 - get_bit(hashes, {p}))"
                    + " where level = 0 and number = {p} % 3"),
    FLIP_A_BIT_OF_A_NODE(
            Kind.LEDGER,
            "update ledger_tile set hashes = set_bit(hashes, {p} % 512, 1 - get_bit(hashes, {p} % 512)) where level = 1"),
    DELETE_A_TILE(Kind.LEDGER, "delete from ledger_tile where level = {p} % 2 and number = 0"),
    DELETE_ALL_TILES(Kind.LEDGER, "truncate ledger_tile"),
    SWAP_TILES(
            Kind.LEDGER,
            "update ledger_tile set number = -number - 1 where level = 0 and number < 2;"
                    + " update ledger_tile set number = number + 2 where number < 0"),
    LENGTHEN_A_TILE(
            Kind.LEDGER, "update ledger_tile set hashes = hashes || sha256('{r}') where level = 0 and number = 2"),
    ADD_A_TILE(Kind.LEDGER, "insert into ledger_tile values ({r}, {p}, sha256('{r}'))"),
    ADD_AN_EMPTY_TILE(Kind.LEDGER, "insert into ledger_tile values ({r} - 5, 3 + {p}, '')"),
    DELETE_A_STATEMENT(Kind.LEDGER, "delete from ledger_statement where number = {r}"),
    DELETE_ALL_STATEMENTS(Kind.LEDGER, "truncate ledger_statement"),
    CHANGE_A_STATEMENT(Kind.LEDGER, "update ledger_statement set line = replace(line, 'a', 'b') where number = {r}"),
    RENUMBER_STATEMENTS(Kind.LEDGER, "update ledger_statement set number = number + 1000 where number >= {r}"),
    REPEAT_THE_LAST_STATEMENT(
            Kind.LEDGER,
            "insert into ledger_statement select number + 1, line from ledger_statement order by number desc limit 1"),
    SIGN_WITH_ANOTHER_KEY(Kind.LEDGER, "delete from ledger_statement where number < 0") {
        @Override
        void cover(Connection connection) throws SQLException {
            new StatementTable(connection)
                    .append(List.of(Statements.head(Frontier.empty(), Instant.EPOCH, SigningKey.fresh())));
        }
    };

    private final Kind kind;
    private final String sql;

    Manipulation(Kind kind, String sql) {
        this.kind = kind;
        this.sql = sql;
    }

    /** @param position the first one that was touched; 0 when it is not an event that was */
    record Done(Manipulation what, Kind kind, long position) {

        boolean isFirstOf(List<Fault> faults) {
            return !faults.isEmpty()
                    && faults.get(0).kind() == kind
                    && (position == 0
                            || faults.get(0).from() <= position
                                    && position <= faults.get(0).to());
        }

        boolean isNamedIn(String words) {
            Matcher named = Pattern.compile("(?m)^" + kind.word() + "(?: at (-?\\d+)(?: to (-?\\d+))?)?: ")
                    .matcher(words);
            if (!named.find()) {
                return false;
            }
            if (position == 0) {
                return true;
            }
            long from = Long.parseLong(named.group(1));
            return from <= position && position <= (named.group(2) == null ? from : Long.parseLong(named.group(2)));
        }
    }

    Done run(Connection connection, Random random, int events) throws SQLException, IOException {
        int p = 1 + random.nextInt(events - 1);
        int q = 1 + (p + random.nextInt(events - 2)) % (events - 1);
        int r = 1 + random.nextInt(9);
        sql(connection, "alter table event disable trigger all");
        sql(connection, sql.replace("{p}", "" + p).replace("{q}", "" + q).replace("{r}", "" + r));
        cover(connection);
        return new Done(
                this,
                kind,
                switch (this) {
                    case SWAP -> Math.min(p, q);
                    case INSERT_BEFORE_THE_FIRST -> -r;
                    case TRUNCATE_ALL, TRUNCATE_ALL_AND_THE_LEDGER -> 1;
                    default -> kind == Kind.LEDGER ? 0 : p;
                });
    }

    /** What is done to hide it. */
    void cover(Connection connection) throws SQLException, IOException {}

    static void sql(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A tree over the events as they now are, so that nothing in the database contradicts them. */
    static void rebuildNodes(Connection connection, List<String> statements) throws SQLException, IOException {
        sql(connection, "truncate ledger_tile");
        Hashes hashes = new Hashes();
        Frontier tree = Frontier.empty();
        FreshNodes nodes = new FreshNodes();
        try (Entries entries = Entries.all(connection)) {
            for (Entries.Entry entry = entries.next(); entry != null; entry = entries.next()) {
                tree.append(hashes.leaf(entry.entry()), nodes);
            }
        }
        nodes.store(connection);
        new StatementTable(connection).append(statements);
    }
}
