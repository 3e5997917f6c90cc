package io.annals.eventstore;

import static io.annals.eventstore.TestStore.granted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.engines.SharedEngines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyRotationIT {

    private static final int CUSTOMERS = 1_500;

    @TempDir
    Path folder;

    private final String url = SharedEngines.postgresUrl();
    private Path file;
    private TestStore store;
    private TestStore elsewhere;

    @BeforeEach
    void open() {
        file = folder.resolve("master-key.json");
        store = new TestStore(url, file);
        elsewhere = new TestStore(url, file);
        for (int i = 0; i < CUSTOMERS; i++) {
            store.append(granted("c-" + i, 0));
        }
    }

    @AfterEach
    void close() throws InterruptedException {
        store.close();
        elsewhere.close();
    }

    @Test
    void exchangesTheKeyWhileBothProcessesGoOn() throws Exception {
        Path old = Files.copy(file, folder.resolve("old.json"));
        AtomicBoolean rotated = new AtomicBoolean();
        CompletableFuture<Integer> newcomers = CompletableFuture.supplyAsync(() -> {
            int next = 0;
            while (!rotated.get()) {
                elsewhere.append(granted("newcomer-" + next++, 0));
            }
            return next;
        });

        MasterKeyRotation.Outcome outcome =
                new MasterKeyRotation(store.database, file, Duration.ofMillis(500)).run(so -> {});
        rotated.set(true);
        int came = newcomers.join();

        assertThat(outcome.rewrapped()).isGreaterThanOrEqualTo(CUSTOMERS);
        assertThat(outcome.damaged()).isZero();
        assertThat(Files.readString(file)).isNotEqualTo(Files.readString(old)).containsOnlyOnce("\"keyId\"");
        assertThat(kindsOfWrapping()).isEqualTo(1);
        readsAll(store, CUSTOMERS + came);
        try (TestStore later = new TestStore(url, file)) {
            readsAll(later, CUSTOMERS + came);
        }
        MasterKey retired = MasterKey.at(old);
        assertThatThrownBy(() -> new SubjectKeys(store.database, retired)
                        .seal(io.annals.contracts.KeyScope.core("c-1"), new byte[1], "any"))
                .hasMessageContaining("cannot encrypt");
    }

    @Test
    void goesOnWhereItWasBrokenOff() throws Exception {
        MasterKeyRotation rotation = new MasterKeyRotation(store.database, file, Duration.ZERO);
        assertThatThrownBy(() -> rotation.run(done -> {
                    throw new IllegalStateException("killed after a page");
                }))
                .hasMessage("killed after a page");
        assertThat(kindsOfWrapping()).isEqualTo(2);
        try (TestStore meanwhile = new TestStore(url, file)) {
            readsAll(meanwhile, CUSTOMERS);
        }

        MasterKeyRotation.Outcome outcome = rotation.run(so -> {});

        assertThat(outcome.rewrapped()).isEqualTo(CUSTOMERS - 1_000);
        assertThat(kindsOfWrapping()).isEqualTo(1);
        assertThat(Files.readString(file)).containsOnlyOnce("\"keyId\"");
        readsAll(store, CUSTOMERS);
    }

    private static void readsAll(TestStore process, int events) {
        assertThat(process.log.read(0, 1_000_000))
                .hasSize(events)
                .allMatch(one -> one.payload() instanceof ConsentGranted);
    }

    private long kindsOfWrapping() throws Exception {
        try (Connection connection = store.database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(distinct substring(wrapped from 1 for 5)) from subject_key")) {
            row.next();
            return row.getLong(1);
        }
    }
}
