package io.annals.eventstore;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/** The parts of the log put together; closing it ends the writer after the group in hand. */
final class PostgresStore implements AutoCloseable {

    private final GroupWriter writer;
    private final PostgresEventLog log;
    private final PostgresEventStorageEngine.Builder engine;
    private final ErasureWatch watch;

    PostgresStore(
            DataSource database,
            SubjectKeys keys,
            List<Companion> companions,
            List<Remembering> memories,
            EventUpcaster upcasters,
            EventNames names) {
        NamedSerializer serializer = new NamedSerializer(names);
        EventRows rows = new EventRows(database);
        List<Companion> all = new ArrayList<>(companions);
        all.add(new ErasureCompanion());
        EventCodec codec = new EventCodec(keys, rows, all);
        this.log = new PostgresEventLog(rows, codec, serializer, upcasters);
        this.writer = new GroupWriter(database, log::committed);
        this.engine = PostgresEventStorageEngine.builder(rows, codec, writer);
        List<Remembering> everyone = new ArrayList<>(memories);
        everyone.add(log);
        this.watch = new ErasureWatch(rows, log, everyone);
        engine.eventSerializer(serializer).snapshotSerializer(serializer).upcasterChain(upcasters);
    }

    EventLog log() {
        return log;
    }

    PostgresEventStorageEngine.Builder engine() {
        return engine;
    }

    /** Appends that no group has taken yet. */
    int waiting() {
        return writer.waiting();
    }

    @Override
    public void close() throws InterruptedException {
        watch.close();
        writer.close();
    }
}
