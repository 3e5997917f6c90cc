package io.annals.eventstore;

import static io.annals.eventstore.TestStore.granted;
import static io.annals.eventstore.TestStore.noted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.engines.SharedEngines;
import io.annals.eventstore.TestStore.Noted;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
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

        List<Future<Void>> outcomes = together(
                () -> store.append(noted("taken", 0, "guilty")),
                () -> store.append(noted("a", 0, "a")),
                () -> store.append(noted("b", 0, "b")));

        assertThatThrownBy(outcomes.get(0)::get).hasCauseInstanceOf(AggregateStreamCreationException.class);
        outcomes.get(1).get();
        outcomes.get(2).get();
        assertThat(words()).containsExactlyInAnyOrder("first", "a", "b");
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
        List<Future<Void>> outcomes =
                together(() -> store.append(noted("a", 0, "same")), () -> store.append(noted("b", 0, "same")));

        assertThat(outcomes.stream().filter(GroupWriterIT::failedByClaim)).hasSize(1);
        assertThat(words()).containsExactly("same");
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
            List<Future<Void>> outcomes =
                    together(() -> store.append(granted(customer, 0)), () -> other.append(granted(customer, 1)));
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

    private static boolean failedByClaim(Future<Void> outcome) {
        try {
            outcome.get();
            return false;
        } catch (ExecutionException | InterruptedException e) {
            return e.getCause() instanceof ClaimLost;
        }
    }

    /** Holds the log's lock until all appends wait behind it, so that they form one group (or two). */
    private List<Future<Void>> together(Runnable... appends) throws Exception {
        try (Connection connection = store.database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(" + GroupWriter.LOG_LOCK + ")");
            List<Future<Void>> outcomes = new ArrayList<>();
            for (Runnable append : appends) {
                outcomes.add(background(() -> {
                    append.run();
                    return null;
                }));
            }
            connection.commit();
            return outcomes;
        }
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

    private void execute(String sql) throws SQLException {
        try (Connection connection = store.database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
