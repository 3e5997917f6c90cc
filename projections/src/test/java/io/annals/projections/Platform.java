package io.annals.projections;

import io.annals.contracts.customer.CustomerEvent;
import io.annals.engines.SharedEngines;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.EventStoreConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A log and all views on real engines: events go in at one end, and the views are asked at the other. */
public final class Platform implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Object> settings;
    private final Map<String, Long> sequences = new HashMap<>();
    private AnnotationConfigApplicationContext context;

    public Platform(Class<?>... more) {
        try {
            Path key = Files.createTempDirectory("annals-key").resolve("master-key.json");
            this.settings = Map.of(
                    "annals.postgres.url", SharedEngines.postgresUrl(),
                    "annals.postgres.connections", "8",
                    "annals.master-key-file", key.toString(),
                    "annals.mongodb.uri", SharedEngines.mongoUri(),
                    "annals.elasticsearch.url", SharedEngines.elasticsearchUrl(),
                    "annals.elasticsearch.prefix", SharedEngines.freshName() + "-");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        this.context = started(more);
    }

    private AnnotationConfigApplicationContext started(Class<?>... more) {
        AnnotationConfigApplicationContext fresh = new AnnotationConfigApplicationContext();
        fresh.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
        fresh.register(EventStoreConfiguration.class, ProjectionsConfiguration.class);
        if (more.length > 0) {
            fresh.register(more);
        }
        fresh.refresh();
        return fresh;
    }

    /** The process ends, and begins again on the same engines. */
    public void restart(Class<?>... more) {
        context.close();
        context = started(more);
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public <T> Collection<T> all(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    public EventLog log() {
        return get(EventLog.class);
    }

    /** Stores the events, each as the next one of its stream. */
    public void append(String stream, Object... events) {
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        for (Object event : events) {
            messages.add(message(stream, event));
        }
        get(EventStorageEngine.class).appendEvents(messages);
    }

    /** Stores events of many streams in one go. */
    public void appendAll(List<CustomerEvent> events) {
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        events.forEach(event -> messages.add(message(event.customerId(), event)));
        get(EventStorageEngine.class).appendEvents(messages);
    }

    private DomainEventMessage<?> message(String stream, Object event) {
        long sequence = sequences.merge(stream, 0L, (before, none) -> before + 1);
        return new GenericDomainEventMessage<>("Customer", stream, sequence, event);
    }

    /** Returns once the view has seen everything that was appended. */
    public void await(String... views) {
        long head = log().head();
        if (!get(ViewStatuses.class).await(List.of(views), head, PATIENCE)) {
            throw new AssertionError(
                    "not there after a minute: " + get(ViewStatuses.class).all());
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
