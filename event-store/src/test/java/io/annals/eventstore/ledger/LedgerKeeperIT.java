package io.annals.eventstore.ledger;

import static io.annals.eventstore.TestStore.granted;
import static io.annals.eventstore.TestStore.noted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.annals.engines.SharedEngines;
import io.annals.eventstore.TestStore;
import io.annals.verifier.Proof;
import io.annals.verifier.Verifier;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerKeeperIT {

    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private TestStore store;
    private LedgerFolder outside;
    private Ledger ledger;
    private int appended;

    @BeforeEach
    void open() {
        store = new TestStore(SharedEngines.postgresUrl(), folder.resolve("master-key.json"));
        outside = new LedgerFolder(folder.resolve("ledger"), folder.resolve("ledger/signing-key.pem"));
        ledger = new Ledger(store.database, store.log, Clock.systemUTC());
    }

    @AfterEach
    void close() throws InterruptedException {
        store.close();
    }

    @Test
    void signsWhatIsAppendedAndShowsWhatIsNotSignedYet() throws Exception {
        append(3);
        assertThat(ledger.lag())
                .extracting(Ledger.Lag::size, Ledger.Lag::events)
                .containsExactly(0L, 3L);
        assertThat(ledger.lag().age()).isPositive();

        try (LedgerKeeper keeper = keeper(head -> {})) {
            awaitSigned(3);
            append(2);
            awaitSigned(5);
            assertThat(keeper.trouble()).isEmpty();
        }
        assertThat(ledger.lag()).isEqualTo(new Ledger.Lag(5, 0, Duration.ZERO));
        assertThat(audit().faults()).isEmpty();
        assertThat(Files.getPosixFilePermissions(outside.keyFile()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void provesEveryEventAndEveryBeginningToAnotherImplementation() throws Exception {
        append(300);
        try (LedgerKeeper keeper = keeper(head -> {})) {
            awaitSigned(300);
        }
        Ledger.SignedHead head = ledger.head().orElseThrow();
        for (int position = 1; position <= 300; position += 7) {
            Ledger.Inclusion proof = ledger.inclusion(head, position);
            assertThat(Proof.includes(position - 1, 300, proof.leaf(), proof.path(), head.root()))
                    .isTrue();
            assertThat(Proof.includes(position, 300, proof.leaf(), proof.path(), head.root()))
                    .isFalse();
        }
        for (int from = 1; from <= 300; from += 7) {
            Ledger.Consistency proof = ledger.consistency(from, 300);
            assertThat(Proof.consistent(from, 300, proof.fromRoot(), proof.toRoot(), proof.path()))
                    .isTrue();
            assertThat(Proof.consistent(from, 300, proof.toRoot(), proof.toRoot(), proof.path()))
                    .isEqualTo(from == 300);
        }
    }

    @Test
    void keepsOneLedgerWhereSeveralProcessesWould() throws Exception {
        try (LedgerKeeper standby = keeper(head -> {})) {
            try (LedgerKeeper first = keeper(head -> {})) {
                append(20);
                awaitSigned(20);
                assertThat(first.trouble()).isEmpty();
            }
            append(20);
            awaitSigned(40);
            assertThat(standby.trouble()).isEmpty();
        }
        assertThat(audit().faults()).isEmpty();
    }

    @Test
    void goesOnAfterACrashBetweenDatabaseAndFile() throws Exception {
        append(4);
        try (LedgerKeeper keeper = keeper(head -> {})) {
            awaitSigned(4);
        }
        Path file = outside.statements().path();
        List<String> said = Files.readAllLines(file);
        String torn = said.get(said.size() - 1).substring(0, 40);
        Files.writeString(file, String.join("\n", said.subList(0, said.size() - 1)) + "\n" + torn);
        append(1);

        try (LedgerKeeper keeper = keeper(head -> {})) {
            awaitSigned(5);
        }
        assertThat(Files.readAllLines(file)).hasSize(said.size() + 1).startsWith(said.toArray(String[]::new));
        assertThat(audit().faults()).isEmpty();
    }

    @Test
    void signsWithAFreshKeyThatTheOldOneVouchesFor() throws Exception {
        append(2);
        String old;
        String fresh;
        try (LedgerKeeper keeper = keeper(head -> {})) {
            awaitSigned(2);
            old = audit().keyId();
            fresh = keeper.changeKey().orElseThrow();
            append(2);
            awaitSigned(4);
        }
        assertThat(audit())
                .extracting(LedgerAudit.Report::keyId, LedgerAudit.Report::faults)
                .containsExactly(fresh, List.of());
        assertThat(fresh).isNotEqualTo(old);
        Path export = export("export");
        assertThat(check("check", export.toString(), old)).isZero();
        assertThat(check("check", export.toString(), "0".repeat(32))).isEqualTo(3);
    }

    @Test
    void standsStillWithoutItsKeyOrBeyondWhatTheDatabaseHolds() throws Exception {
        append(2);
        try (LedgerKeeper keeper = keeper(head -> {})) {
            awaitSigned(2);
        }
        Path away = folder.resolve("away.pem");
        Files.move(outside.keyFile(), away);
        try (LedgerKeeper keeper = keeper(head -> {})) {
            await().atMost(PATIENCE).until(() -> keeper.trouble().orElse("").contains("signing key"));
            Files.move(away, outside.keyFile());
            await().atMost(PATIENCE).until(() -> keeper.trouble().isEmpty());
        }
        try (Connection connection = store.database.getConnection();
                Statement forget = connection.createStatement()) {
            forget.execute("truncate ledger_statement, ledger_tile");
        }
        try (LedgerKeeper keeper = keeper(head -> {})) {
            await().atMost(PATIENCE).until(() -> keeper.trouble().orElse("").contains("lacks"));
        }
        assertThat(audit().faults()).isNotEmpty();
    }

    @Test
    void findsNothingWrongWhileTheLogGrows() throws Exception {
        try (LedgerKeeper keeper = keeper(head -> {})) {
            for (int round = 0; round < 30; round++) {
                append(5);
                assertThat(audit().faults()).as("round " + round).isEmpty();
                assertThat(check("check", export("export-" + round).toString())).isZero();
            }
            assertThat(keeper.trouble()).isEmpty();
        }
        assertThat(check(
                        "compare",
                        folder.resolve("export-9").toString(),
                        folder.resolve("export-29").toString()))
                .isZero();
        assertThat(check("event", folder.resolve("export-29").toString(), "17")).isZero();
        assertThat(check(
                        "compare",
                        folder.resolve("export-29").toString(),
                        folder.resolve("export-9").toString()))
                .isEqualTo(3);
    }

    @Test
    void postsEachHeadToAWitnessThatMayBeAwayForAWhile() throws Exception {
        BlockingQueue<String> posted = new LinkedBlockingQueue<>();
        HttpServer witness = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        witness.createContext("/", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8).strip());
            exchange.sendResponseHeaders(posted.size() == 1 ? 503 : 204, -1);
            exchange.close();
        });
        witness.start();
        URI address = URI.create("http://127.0.0.1:" + witness.getAddress().getPort() + "/");
        try (LedgerKeeper keeper = keeper(new Witness(address))) {
            append(1);
            assertThat(posted.poll(1, TimeUnit.MINUTES)).startsWith(Head.TAG + " 1 ");
            append(1);
            assertThat(posted.poll(1, TimeUnit.MINUTES)).startsWith(Head.TAG + " 2 ");
            assertThat(Files.readAllLines(outside.statements().path())).hasSize(3);
        } finally {
            witness.stop(0);
        }
    }

    private LedgerKeeper keeper(Consumer<String> witness) {
        return new LedgerKeeper(store.database, store.log, outside, INTERVAL, Clock.systemUTC(), witness);
    }

    private void append(int events) {
        for (int i = 0; i < events; i++, appended++) {
            store.append(
                    appended % 2 == 0 ? granted("c-" + appended, 0) : noted("n-" + appended, 0, "word " + appended));
        }
    }

    private void awaitSigned(long size) {
        await().atMost(PATIENCE).until(() -> ledger.lag().size() == size);
        await().atMost(PATIENCE)
                .until(() ->
                        outside.statements().lines().anyMatch(line -> line.startsWith(Head.TAG + " " + size + " ")));
    }

    private LedgerAudit.Report audit() throws Exception {
        try (Connection snapshot = snapshot()) {
            return LedgerAudit.of(snapshot, outside, position -> {});
        }
    }

    private Path export(String name) throws Exception {
        try (Connection snapshot = snapshot()) {
            LedgerExport.write(snapshot, outside, folder.resolve(name), position -> {});
        }
        return folder.resolve(name);
    }

    private Connection snapshot() throws Exception {
        Connection connection = store.database.getConnection();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        return connection;
    }

    private static int check(String... arguments) {
        return Verifier.run(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8), arguments);
    }
}
