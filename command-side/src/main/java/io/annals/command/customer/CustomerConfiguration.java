package io.annals.command.customer;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.command.Commands;
import io.annals.command.purpose.TermsInForce;
import io.annals.eventstore.Envelopes;
import io.annals.eventstore.KeyedHash;
import io.annals.eventstore.StoredType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.command.Repository;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({
    Customer.class,
    Erasure.class,
    ConsentCommandApi.class,
    GuardianshipApi.class,
    IdentityCommandApi.class,
    ErasureCommandApi.class
})
class CustomerConfiguration {

    /** A customer's state takes about a kilobyte; whoever is active stays in memory. */
    private static final int CUSTOMERS_IN_MEMORY = 100_000;

    private static final int EVENTS_BETWEEN_SNAPSHOTS = 200;

    @Bean
    CaffeineCache customers() {
        return new CaffeineCache(
                Caffeine.newBuilder().maximumSize(CUSTOMERS_IN_MEMORY).build());
    }

    /** On a thread of its own: whoever sends the two hundredth event does not wait for the snapshot. */
    @Bean
    Snapshotter snapshotter(
            org.axonframework.config.Configuration axon,
            EventStore log,
            ParameterResolverFactory parameters,
            HandlerDefinition handlers,
            ExecutorService snapshotThread) {
        return SpringAggregateSnapshotter.builder()
                .repositoryProvider(axon::repository)
                .eventStore(log)
                .parameterResolverFactory(parameters)
                .handlerDefinition(handlers)
                .executor(snapshotThread)
                .build();
    }

    @Bean(destroyMethod = "shutdown")
    ExecutorService snapshotThread() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "snapshots");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Bean
    SnapshotTriggerDefinition everyTwoHundredEvents(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS_BETWEEN_SNAPSHOTS);
    }

    @Bean
    StoredType customerSnapshot() {
        return new StoredType(Customer.class);
    }

    @Bean
    Relatives relatives(Repository<Customer> customerRepository) {
        return new Relatives(customerRepository);
    }

    @Bean
    Merging merging(Repository<Customer> customerRepository, Relatives relatives) {
        return new Merging(customerRepository, relatives);
    }

    @Bean
    Erasing erasing(
            Repository<Customer> customerRepository, Repository<Erasure> erasureRepository, Relatives relatives) {
        return new Erasing(customerRepository, erasureRepository, relatives);
    }

    @Bean
    ErasureDesk erasureDesk(People people, Envelopes envelopes, Commands commands) {
        return new ErasureDesk(people, envelopes, commands);
    }

    @Bean
    IdentityCompanion identityCompanion(KeyedHash hash) {
        return new IdentityCompanion(hash);
    }

    @Bean
    KeptMessages keptMessages(DataSource database) {
        return new KeptMessages(database);
    }

    @Bean
    People people(DataSource database, KeyedHash hash, KeptMessages messages) {
        return new People(database, hash, messages);
    }

    @Bean
    IdentityDesk identityDesk(People people, Commands commands) {
        return new IdentityDesk(people, commands);
    }

    @Bean
    WishReader wishReader(TermsInForce terms) {
        return new WishReader(terms);
    }

    @Bean
    ConsentDesk consentDesk(People people, Commands commands) {
        return new ConsentDesk(people, commands);
    }
}
