package io.annals.eventstore;

import static io.annals.eventstore.TestStore.NOON;
import static io.annals.eventstore.TestStore.event;
import static io.annals.eventstore.TestStore.granted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.annals.contracts.KeyScope;
import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.contracts.customer.ErasureEvent.CustomerErased;
import io.annals.engines.SharedEngines;
import io.annals.eventstore.TestStore.Remembered;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says of somebody who was erased, in every process and for ever. */
class ErasedLogIT {

    private static final KeyScope ANNA = KeyScope.core("anna");

    @TempDir
    Path folder;

    private final String url = SharedEngines.postgresUrl();
    private TestStore store;
    private TestStore elsewhere;

    @BeforeEach
    void open() {
        store = new TestStore(url, folder.resolve("master-key.json"));
        elsewhere = new TestStore(url, folder.resolve("master-key.json"));
    }

    @AfterEach
    void close() throws InterruptedException {
        store.close();
        elsewhere.close();
    }

    @Test
    void readsNothingOfThemThoughItStoodInMemory() {
        store.append(granted("anna", 0), granted("bert", 0));
        store.append(granted("anna", 1));
        byte[] kept = elsewhere.keys.seal(ANNA, new byte[] {1}, "view");
        for (TestStore process : List.of(store, elsewhere)) {
            assertThat(process.log.read(0, 10)).allMatch(one -> one.payload() instanceof ConsentGranted);
        }

        store.append(erased("anna", 2));

        for (TestStore process : List.of(store, elsewhere)) {
            await().untilAsserted(() -> {
                assertThat(process.log.read(0, 10))
                        .filteredOn(one -> one.stream().equals("anna"))
                        .extracting(LoggedEvent::payload)
                        .containsExactly(null, null, new CustomerErased("anna", "request-1", NOON));
                assertThat(process.log.readStream("anna", -1, 2)).allMatch(one -> one.payload() == null);
                assertThat(process.keys.open(ANNA, kept, "view")).isNull();
            });
            assertThat(process.log.read(0, 10))
                    .filteredOn(one -> one.stream().equals("bert"))
                    .allMatch(one -> one.payload() instanceof ConsentGranted);
            assertThat(process.log.lastErasure()).isEqualTo(4);
            assertThatThrownBy(() -> process.keys.seal(ANNA, new byte[0], "view"))
                    .isInstanceOf(KeyDestroyed.class);
        }
    }

    @Test
    void leavesNoRowOfAKeyOrASnapshot() throws SQLException {
        store.append(granted("anna", 0));
        store.engine.storeSnapshot(event("anna", 0, new Remembered("anna", "counter")));

        store.append(erased("anna", 1));

        assertThat(count("select count(*) from subject_key")).isZero();
        assertThat(count("select count(*) from snapshot")).isZero();
        elsewhere.engine.storeSnapshot(event("anna", 0, new Remembered("anna", "summed up before, stored after")));
        assertThat(count("select count(*) from snapshot")).isZero();
    }

    @Test
    void findsTheEndOfALongStreamOfWhichNothingElseIsLeft() {
        List<DomainEventMessage<?>> many = LongStream.range(0, 2_500)
                .<DomainEventMessage<?>>mapToObj(sequence -> granted("anna", sequence))
                .toList();
        store.engine.appendEvents(many);

        store.append(erased("anna", 2_500));

        assertThat(store.engine.readEvents("anna").asStream().toList())
                .singleElement()
                .satisfies(only -> {
                    assertThat(only.getSequenceNumber()).isEqualTo(2_500);
                    assertThat(only.getPayload()).isInstanceOf(CustomerErased.class);
                });
        assertThat(store.log.last("anna").orElseThrow().payload()).isInstanceOf(CustomerErased.class);
    }

    @Test
    void tellsAKeyThatWasLostFromOneThatWasDestroyed() throws SQLException {
        store.append(granted("anna", 0), granted("bert", 0));
        execute("delete from subject_key where subject = 'bert'");
        store.append(erased("anna", 1));

        List<LoggedEvent> log = fresh().log.read(0, 2);

        assertThat(log.get(0).payload()).as("erased").isNull();
        assertThat(log.get(1).payload()).as("lost").isInstanceOf(Undecodable.class);
    }

    @Test
    void readsThePageAroundADamagedKey() throws SQLException {
        store.append(granted("anna", 0), granted("bert", 0));
        execute("update subject_key set wrapped = set_byte(wrapped, 20, 255 - get_byte(wrapped, 20))"
                + " where subject = 'anna'");

        List<LoggedEvent> log = fresh().log.read(0, 2);

        assertThat(log.get(0).payload()).isInstanceOf(Undecodable.class);
        assertThat(log.get(1).payload()).isInstanceOf(ConsentGranted.class);
    }

    @Test
    void erasesOnce() {
        store.append(granted("anna", 0));
        store.append(erased("anna", 1));

        assertThatThrownBy(() -> store.append(erased("anna", 2))).hasStackTraceContaining("event_erased");
    }

    private static DomainEventMessage<CustomerErased> erased(String customer, long sequence) {
        return event(customer, sequence, new CustomerErased(customer, "request-1", NOON));
    }

    /** A process that has nothing in memory yet. */
    private TestStore fresh() {
        try {
            elsewhere.close();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
        elsewhere = new TestStore(url, folder.resolve("master-key.json"));
        return elsewhere;
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = store.database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = store.database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
