package io.annals.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.annals.contracts.EventName;
import io.annals.contracts.KeyScope;
import io.annals.contracts.Personal;
import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.contracts.customer.Evidence;
import io.annals.contracts.customer.Purpose;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.flywaydb.core.Flyway;

/** A whole store on a database of its own; several over one URL are several processes to each other. */
public final class TestStore implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    public final HikariDataSource database;
    final SubjectKeys keys;
    final PostgresStore store;
    final EventStorageEngine engine;
    public final EventLog log;

    public TestStore(String url, Path masterKey, Companion... companions) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(8);
        database = new HikariDataSource(config);
        Flyway.configure().dataSource(database).load().migrate();
        keys = new SubjectKeys(database, MasterKey.at(masterKey));
        List<Class<?>> types = new ArrayList<>(EventStoreConfiguration.EVENTS);
        types.addAll(List.of(Noted.class, Remembered.class));
        store = new PostgresStore(
                database,
                keys,
                Arrays.asList(companions),
                List.of(keys),
                new EventUpcasterChain(),
                new EventNames(types));
        engine = store.engine().build();
        log = store.log();
    }

    public void append(DomainEventMessage<?>... events) {
        engine.appendEvents(events);
    }

    public static DomainEventMessage<ConsentGranted> granted(String customer, long sequence) {
        return event(
                customer,
                sequence,
                new ConsentGranted(
                        customer,
                        Purpose.COLLECTION,
                        new Evidence(Evidence.Origin.EXPLICIT, "till 4", "said yes at the counter", null),
                        NOON,
                        null,
                        NOON,
                        null));
    }

    public static DomainEventMessage<Noted> noted(String stream, long sequence, String word) {
        return event(stream, sequence, new Noted(word));
    }

    static <T> DomainEventMessage<T> event(String stream, long sequence, T payload) {
        return new GenericDomainEventMessage<>("Test", stream, sequence, payload);
    }

    @Override
    public void close() throws InterruptedException {
        store.close();
        database.close();
    }

    /** About nobody: stored in clear. */
    @EventName("noted")
    public record Noted(String word) {}

    /** Stands for an aggregate's snapshot: sealed like the events it sums up. */
    @EventName("remembered")
    record Remembered(String customerId, String word) implements Personal {
        @Override
        public KeyScope keyScope() {
            return KeyScope.core(customerId);
        }
    }
}
