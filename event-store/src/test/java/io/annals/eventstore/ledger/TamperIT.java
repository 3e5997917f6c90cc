package io.annals.eventstore.ledger;

import static io.annals.eventstore.TestStore.granted;
import static io.annals.eventstore.TestStore.noted;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.engines.SharedEngines;
import io.annals.eventstore.TestStore;
import io.annals.verifier.Verifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database administrator with every right, against both verifiers. Each manipulation is rolled back after both looked. */
class TamperIT {

    /** Three tiles of leaves, so that there are nodes above them. */
    private static final int EVENTS = 600;

    private static final int MANIPULATIONS = 1_200;

    @TempDir
    Path folder;

    private TestStore store;
    private LedgerFolder ledger;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException, IOException {
        store = new TestStore(SharedEngines.postgresUrl(), folder.resolve("master-key.json"));
        for (int i = 0; i < EVENTS; i += 2) {
            store.append(granted("c-" + i % 14, i / 14), noted("n-" + i % 10, i / 10, "word " + i));
        }
        ledger = new LedgerFolder(folder.resolve("ledger"), folder.resolve("ledger/key.pem"));
        connection = store.database.getConnection();
        Scribe scribe = Scribe.resume(connection, ledger, Clock.systemUTC());
        for (Random sizes = new Random(1); scribe.append(1 + sizes.nextInt(100)) != null; ) {
            assertThat(scribe.size()).isPositive();
        }
    }

    @AfterEach
    void close() throws SQLException, InterruptedException {
        connection.close();
        store.close();
    }

    @Test
    void findsNothingWhereNothingWasDone() throws Exception {
        LedgerAudit.Report report = LedgerAudit.of(connection, ledger, position -> {});

        assertThat(report.faults()).isEmpty();
        assertThat(report.events()).isEqualTo(EVENTS);
        assertThat(report.covered()).isEqualTo(EVENTS);
        assertThat(offline(folder.resolve("export"))).startsWith("0").contains("HOLDS");
    }

    @Test
    void findsNothingWrongWithEventsThatNoHeadCoversYet() throws Exception {
        store.append(noted("later", 0, "not signed yet"));

        assertThat(LedgerAudit.of(connection, ledger, position -> {}))
                .extracting(LedgerAudit.Report::events, LedgerAudit.Report::covered, LedgerAudit.Report::faults)
                .containsExactly(EVENTS + 1L, (long) EVENTS, List.of());
        assertThat(offline(folder.resolve("export"))).startsWith("0").contains("not signed  1");
    }

    @Test
    void findsEveryOneOfAThousandRandomManipulations() throws Exception {
        List<String> missed = new ArrayList<>();
        TreeMap<Manipulation, Integer> tried = new TreeMap<>();
        for (int seed = 0; seed < MANIPULATIONS; seed++) {
            Random random = new Random(seed);
            Manipulation manipulation = Manipulation.values()[seed % Manipulation.values().length];
            Manipulation.Done done = manipulation.run(connection, random, EVENTS);
            List<Fault> faults =
                    LedgerAudit.of(connection, ledger, ignored -> {}).faults();
            String offline = offline(folder.resolve("export-" + seed));
            connection.rollback();
            tried.merge(manipulation, 1, Integer::sum);
            if (!done.isFirstOf(faults) || !offline.startsWith("3\n") || !done.isNamedIn(offline)) {
                missed.add("seed %d, %s: online %s, offline %s".formatted(seed, done, faults, offline));
            }
        }
        assertThat(missed).isEmpty();
        assertThat(tried).hasSize(Manipulation.values().length);
        assertThat(LedgerAudit.of(connection, ledger, position -> {}).faults())
                .as("the log that all were tried on")
                .isEmpty();
    }

    /** Exit code and words of the separate program. */
    private String offline(Path export) throws SQLException, IOException {
        LedgerExport.write(connection, ledger, export, position -> {});
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        int code = Verifier.run(new PrintStream(words, true, StandardCharsets.UTF_8), "check", export.toString());
        try (Stream<Path> files = Files.list(export)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return code + "\n" + words.toString(StandardCharsets.UTF_8);
    }
}
