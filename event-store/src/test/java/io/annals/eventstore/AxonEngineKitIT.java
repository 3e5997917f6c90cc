package io.annals.eventstore;

import io.annals.engines.SharedEngines;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngineTest;
import org.axonframework.eventsourcing.utils.TestSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Axon's own test kit for storage engines, whole. */
class AxonEngineKitIT
        extends BatchingEventStorageEngineTest<PostgresEventStorageEngine, PostgresEventStorageEngine.Builder> {

    @TempDir
    Path folder;

    private TestStore store;

    @BeforeEach
    void open() {
        store = new TestStore(SharedEngines.postgresUrl(), folder.resolve("master-key.json"));
        setTestSubject(createEngine(builder -> builder));
    }

    @AfterEach
    void close() throws InterruptedException {
        store.close();
    }

    @Override
    protected PostgresEventStorageEngine createEngine(UnaryOperator<PostgresEventStorageEngine.Builder> customization) {
        PostgresEventStorageEngine.Builder builder = store.store.engine();
        // The kit stores strings, which have no name of their own in our language.
        builder.eventSerializer(TestSerializer.xStreamSerializer())
                .snapshotSerializer(TestSerializer.xStreamSerializer());
        return customization.apply(builder).build();
    }
}
