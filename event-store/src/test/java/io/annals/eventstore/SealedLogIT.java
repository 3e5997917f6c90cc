package io.annals.eventstore;

import static io.annals.eventstore.TestStore.NOON;
import static io.annals.eventstore.TestStore.event;
import static io.annals.eventstore.TestStore.granted;
import static io.annals.eventstore.TestStore.noted;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.contracts.KeyScope;
import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.engines.SharedEngines;
import io.annals.eventstore.TestStore.Remembered;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedLogIT {

    @TempDir
    Path folder;

    private final String url = SharedEngines.postgresUrl();
    private TestStore store;

    @BeforeEach
    void open() {
        store = new TestStore(url, folder.resolve("master-key.json"));
    }

    @AfterEach
    void close() throws InterruptedException {
        store.close();
    }

    @Test
    void givesBackWhatWasStored() {
        BehaviorRecorded behavior = new BehaviorRecorded(
                "c-1",
                new Behavior(
                        "m-1",
                        "web",
                        "track",
                        "Order Completed",
                        Map.of("revenue", new BigDecimal("19.90"), "order_id", "536365", "products", List.of()),
                        Map.of("ip", "203.0.113.9"),
                        NOON,
                        null,
                        NOON.minusSeconds(1),
                        NOON));
        store.append(granted("c-1", 0), event("c-1", 1, behavior));

        assertThat(store.log.readStream("c-1", 0, 10)).singleElement().satisfies(logged -> {
            assertThat(logged.payload()).isEqualTo(behavior);
            assertThat(logged.position()).isEqualTo(2);
            assertThat(logged.name()).isEqualTo("behavior-recorded");
        });
    }

    @Test
    void keepsNoWordOfAPersonInClear() throws SQLException {
        store.append(granted("c-1", 0), noted("open", 0, "nobody in particular"));
        store.engine.storeSnapshot(event("c-1", 0, new Remembered("c-1", "counter")));

        assertThat(column("select content from event where stream = 'c-1' union all select content from snapshot"))
                .hasSize(2)
                .noneSatisfy(content -> assertThat(content).containsAnyOf("counter", "collection"));
        assertThat(column("select content from event where stream = 'open'"))
                .singleElement()
                .satisfies(content -> assertThat(content).contains("nobody in particular"));
        assertThat(store.engine.readSnapshot("c-1").orElseThrow().getPayload())
                .isEqualTo(new Remembered("c-1", "counter"));
    }

    @Test
    void doesNotOpenWhatWasMovedToAnotherStream() throws SQLException {
        store.append(granted("c-1", 0), granted("c-2", 0));
        execute(
                "insert into event select 3, 'c-2', 1, aggregate, name, revision, 'forged', recorded_at, key_id, content"
                        + " from event where position = 1");
        store.append(granted("c-3", 0));

        List<LoggedEvent> log = store.log.read(0, 10);
        assertThat(log.get(2).payload()).isInstanceOf(Undecodable.class);
        assertThat(List.of(log.get(0), log.get(1), log.get(3)))
                .as("what was not touched")
                .allSatisfy(event -> assertThat(event.payload()).isInstanceOf(ConsentGranted.class));
        assertThatThrownBy(() -> store.engine.readEvents("c-2").asStream().toList())
                .hasMessageContaining("was not written there, or was changed");
    }

    @Test
    void answersNothingButTheEnvelopeOnceTheKeyIsDestroyed() throws Exception {
        store.append(granted("c-1", 0));
        byte[] kept = store.keys.seal(KeyScope.core("c-1"), new byte[] {1}, "view");
        execute("update subject_key set wrapped = null");

        try (TestStore later = new TestStore(url, folder.resolve("master-key.json"))) {
            assertThat(later.log.read(0, 10)).singleElement().satisfies(logged -> {
                assertThat(logged.payload()).isNull();
                assertThat(logged.name()).isEqualTo("consent-granted");
            });
            assertThat(later.keys.open(KeyScope.core("c-1"), kept, "view")).isNull();
            assertThatThrownBy(() -> later.append(granted("c-1", 1))).isInstanceOf(KeyDestroyed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update event set name = 'x'",
                "delete from event",
                "delete from event where false",
                "truncate event"
            })
    void refusesEveryChange(String sql) {
        store.append(granted("c-1", 0));

        assertThatThrownBy(() -> execute(sql)).hasMessageContaining("events are immutable");
        assertThat(store.log.read(0, 10)).hasSize(1);
    }

    @Test
    void refusesAMasterKeyThatOthersCanRead() throws Exception {
        Path open = folder.resolve("open-key.json");
        Files.copy(folder.resolve("master-key.json"), open);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> MasterKey.at(open)).hasMessageContaining("chmod 600");
    }

    @Test
    void findsTheLastPositionBeforeAnInstant() {
        store.append(granted("c-1", 0));
        store.append(granted("c-2", 0));

        LoggedEvent second = store.log.read(1, 1).get(0);
        assertThat(store.log.positionAt(second.recordedAt())).isEqualTo(1);
        assertThat(store.log.positionAt(second.recordedAt().plusSeconds(60))).isEqualTo(2);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = store.database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> column(String sql) throws SQLException {
        try (Connection connection = store.database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(new String(rows.getBytes(1), ISO_8859_1));
            }
            return values;
        }
    }
}
