package io.annals.eventstore;

import static io.annals.eventstore.TestStore.granted;
import static io.annals.eventstore.TestStore.noted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.annals.engines.SharedEngines;
import io.annals.eventstore.TestStore.Noted;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupWriterIT {

    private static final Companion WORDS = event -> event instanceof Noted noted
            ? List.of(Claim.take("word", List.of("word"), List.of(noted.word())))
            : List.of();

    private static final String WAITING_FOR_A_LOCK = "select count(*) from pg_locks where locktype = 'advisory'"
            + " and not granted and database = (select oid from pg_database where datname = current_database())";

    @TempDir
    Path folder;

    private final String url = SharedEngines.postgresUrl();
    private TestStore store;
    private TestStore other;

    @BeforeEach
    void open() throws SQLException {
        store = new TestStore(url, folder.resolve("master-key.json"), WORDS);
        other = new TestStore(url, folder.resolve("master-key.json"), WORDS);
        execute("create table word (word text primary key)");
    }

    @AfterEach
    void close() throws InterruptedException {
        store.close();
        other.close();
    }

    @Test
    void dealsPositionsWithoutAGapToCallersOfTwoStores() throws Exception {
        List<Callable<Void>> callers = IntStream.range(0, 24)
                .<Callable<Void>>mapToObj(caller -> () -> {
                    for (int i = 0; i < 20; i++) {
                        (caller % 2 == 0 ? store : other).append(noted("stream-" + caller, i, caller + "/" + i));
                    }
                    return null;
                })
                .toList();
        all(callers);

        List<Long> positions =
                store.log.read(0, 1_000).stream().map(LoggedEvent::position).toList();
        assertThat(positions).isEqualTo(LongStream.rangeClosed(1, 480).boxed().toList());
    }

    @Test
    void failsOnlyTheGuiltyMemberOfAGroup() throws Exception {
        store.append(noted("taken", 0, "first"));

        List<Future<Void>> outcomes = inOneGroup(
                () -> store.append(noted("a", 0, "a")),
                () -> store.append(noted("b", 0, "b")),
                () -> store.append(noted("taken", 0, "guilty")));

        outcomes.get(0).get();
        outcomes.get(1).get();
        assertThatThrownBy(outcomes.get(2)::get).hasCauseInstanceOf(AggregateStreamCreationException.class);
        assertThat(words()).containsExactly("first", "gate", "a", "b");
        assertThat(transaction("a") - transaction("gate"))
                .as("between them the whole group was tried and rolled back")
                .isGreaterThan(1);
    }

    @Test
    void storesNothingOfAnAppendWhoseClaimIsLost() throws Exception {
        store.append(noted("a", 0, "mine"));

        assertThatThrownBy(() -> other.append(noted("b", 0, "free"), noted("b", 1, "mine")))
                .isInstanceOf(ClaimLost.class);

        assertThat(words()).containsExactly("mine");
        other.append(noted("b", 0, "free"));
    }

    @Test
    void letsOneOfTwoClaimsInOneGroupWin() throws Exception {
        List<Future<Void>> outcomes = inOneGroup(
                () -> store.append(noted("a", 0, "same")),
                () -> store.append(noted("b", 0, "same")),
                () -> store.append(noted("c", 0, "another")));

        outcomes.get(0).get();
        assertThatThrownBy(outcomes.get(1)::get).hasCauseInstanceOf(ClaimLost.class);
        outcomes.get(2).get();
        assertThat(words()).containsExactly("gate", "same", "another");
        assertThat(transaction("a")).isEqualTo(transaction("c")).isNotEqualTo(transaction("gate"));
    }

    @Test
    void refusesASequenceThatIsTaken() {
        store.append(noted("a", 0, "zero"), noted("a", 1, "one"));

        assertThatThrownBy(() -> other.append(noted("a", 1, "another"))).isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void agreesOnOneKeyWhenTwoStoresMeetASubjectAtOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            String customer = "customer-" + i;
            List<Future<Void>> outcomes = new ArrayList<>();
            whileTheLogIsLocked(() -> {
                outcomes.add(background(() -> store.append(granted(customer, 0))));
                outcomes.add(background(() -> other.append(granted(customer, 1))));
                await().until(() -> number(WAITING_FOR_A_LOCK) == 2);
            });
            for (Future<Void> outcome : outcomes) {
                outcome.get();
            }
        }

        try (TestStore reader = new TestStore(url, folder.resolve("master-key.json"))) {
            assertThat(reader.log.read(0, 100)).hasSize(40).allSatisfy(event -> assertThat(event.payload())
                    .isNotNull());
        }
    }

    @Test
    void readsOnBehindWhatIsInMemory() {
        store.append(noted("a", 0, "one"), noted("a", 1, "two"));
        assertThat(words()).containsExactly("one", "two");
        other.append(noted("b", 0, "three"));

        assertThat(words()).containsExactly("one", "two", "three");
        assertThat(store.log.read(1, 1)).extracting(LoggedEvent::position).containsExactly(2L);
    }

    @Test
    void noticesWhatAnotherProcessAppends() throws Exception {
        Future<Boolean> waiting = background(() -> store.log.awaitBeyond(0, java.time.Duration.ofSeconds(20)));

        other.append(noted("a", 0, "news"));

        assertThat(waiting.get()).isTrue();
    }

    /**
     * Lets a first append wait for the log's lock until all others have queued up behind it in their order: what the
     * writer takes next is all of them.
     */
    private List<Future<Void>> inOneGroup(Runnable... appends) throws Exception {
        List<Future<Void>> outcomes = new ArrayList<>();
        whileTheLogIsLocked(() -> {
            background(() -> store.append(noted("gate", 0, "gate")));
            await().until(() -> number(WAITING_FOR_A_LOCK) == 1);
            for (Runnable append : appends) {
                outcomes.add(background(append));
                await().until(() -> store.store.waiting() == outcomes.size());
            }
        });
        return outcomes;
    }

    private void whileTheLogIsLocked(Runnable work) throws SQLException {
        try (Connection connection = store.database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(" + GroupWriter.LOG_LOCK + ")");
            work.run();
            connection.commit();
        }
    }

    private long transaction(String stream) throws SQLException {
        return number("select xmin::text::bigint from event where stream = '" + stream + "'");
    }

    private static Future<Void> background(Runnable work) {
        return background(Executors.callable(work, null));
    }

    private static <T> Future<T> background(Callable<T> work) {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            return executor.submit(work);
        } finally {
            executor.shutdown();
        }
    }

    private static void all(List<Callable<Void>> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(work.size());
        try {
            for (Future<Void> done : executor.invokeAll(work)) {
                done.get();
            }
        } finally {
            executor.shutdown();
        }
    }

    private List<String> words() {
        return store.log.read(0, 1_000).stream()
                .map(event -> ((Noted) event.payload()).word())
                .toList();
    }

    private long number(String query) throws SQLException {
        try (Connection connection = store.database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = store.database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
