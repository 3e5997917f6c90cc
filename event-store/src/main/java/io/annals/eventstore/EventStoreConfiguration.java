package io.annals.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.annals.contracts.access.AccessEvent;
import io.annals.contracts.audit.AuditEvent;
import io.annals.contracts.behavior.BehaviorEvent;
import io.annals.contracts.customer.ConsentEvent;
import io.annals.contracts.customer.ConsentTermsEvent;
import io.annals.contracts.customer.CorrectionEvent;
import io.annals.contracts.customer.ErasureEvent;
import io.annals.contracts.customer.GuardianshipEvent;
import io.annals.contracts.customer.IdentityEvent;
import io.annals.contracts.customer.IdentityRulesEvent;
import io.annals.contracts.customer.SubjectRequestEvent;
import io.annals.contracts.source.CodeBookEvent;
import io.annals.contracts.source.SourceEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log in one list: where it lives, what keeps it, who may read it. */
@Configuration(proxyBeanMethods = false)
public class EventStoreConfiguration {

    /** Everything that is ever stored as an event. */
    static final List<Class<?>> EVENTS = List.of(
            IdentityEvent.class,
            IdentityRulesEvent.class,
            ConsentTermsEvent.class,
            GuardianshipEvent.class,
            CorrectionEvent.class,
            SubjectRequestEvent.class,
            ConsentEvent.class,
            ErasureEvent.class,
            BehaviorEvent.class,
            SourceEvent.class,
            CodeBookEvent.class,
            AccessEvent.class,
            AuditEvent.class);

    private static final String SILENCE_SECONDS = "20";

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(
            @Value("${annals.postgres.url}") String url, @Value("${annals.postgres.connections}") int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(5_000);
        config.setPoolName("log");
        // A server that is frozen or cut off says nothing; whoever waits for it must be told some time.
        config.addDataSourceProperty("socketTimeout", SILENCE_SECONDS); // as text: a number is passed over
        // Binary from the first use: read as text, an event's content is twice as long and decoded digit by digit.
        config.addDataSourceProperty("prepareThreshold", "-1");
        // Nor may a process that freezes within a commit keep the log's lock from all others.
        config.setConnectionInitSql("set idle_in_transaction_session_timeout = '" + SILENCE_SECONDS + "s'");
        Flyway.configure().dataSource(url, null, null).load().migrate(); // a migration may be silent for longer
        HikariDataSource database = new HikariDataSource(config);
        return database;
    }

    @Bean
    MasterKey masterKey(@Value("${annals.master-key-file}") Path file) {
        return MasterKey.at(file);
    }

    @Bean
    KeyedHash keyedHash(DataSource database, MasterKey master) {
        return new HmacKeyedHash(PlatformKeys.of("keyed-hash", database, master));
    }

    @Bean
    LinkSeal linkSeal(DataSource database, MasterKey master) {
        return new LinkSeal(new HmacKeyedHash(PlatformKeys.of("link-seal", database, master)));
    }

    @Bean
    SubjectKeys subjectKeys(DataSource database, MasterKey master) {
        return new SubjectKeys(database, master);
    }

    @Bean
    PostgresStore postgresStore(
            DataSource database,
            SubjectKeys keys,
            ObjectProvider<Companion> companions,
            ObjectProvider<Remembering> memories,
            ObjectProvider<EventUpcaster> upcasters,
            ObjectProvider<StoredType> storedTypes) {
        List<Class<?>> types = new ArrayList<>(EVENTS);
        storedTypes.forEach(stored -> types.add(stored.type()));
        return new PostgresStore(
                database,
                keys,
                companions.orderedStream().toList(),
                memories.orderedStream().toList(),
                new EventUpcasterChain(upcasters.orderedStream().toList()),
                new EventNames(types));
    }

    @Bean
    EventLog eventLog(PostgresStore store) {
        return store.log();
    }

    @Bean
    Envelopes envelopes(DataSource database) {
        return new Envelopes(database);
    }

    @Bean
    EventStorageEngine eventStorageEngine(PostgresStore store) {
        return store.engine().build();
    }
}
