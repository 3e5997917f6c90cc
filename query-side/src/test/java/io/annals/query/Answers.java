package io.annals.query;

import io.annals.contracts.Problem;
import io.annals.contracts.customer.CustomerEvent;
import io.annals.engines.SharedEngines;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.EventStoreConfiguration;
import io.annals.projections.ProjectionsConfiguration;
import io.annals.projections.ViewStatuses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The query side over HTTP, with the log and the views behind it on real engines. */
public final class Answers implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Long> sequences = new HashMap<>();
    private final ServletWebServerApplicationContext context;

    /** What the application does in one place for all sides. */
    @RestControllerAdvice
    static class Problems extends ResponseEntityExceptionHandler {

        @ExceptionHandler
        ResponseEntity<ProblemDetail> answer(RuntimeException failure) {
            if (!(failure instanceof Problem problem)) {
                throw failure;
            }
            ProblemDetail body = ProblemDetail.forStatus(problem.status());
            body.setDetail(problem.detail());
            body.setProperty("code", problem.code());
            return ResponseEntity.status(problem.status()).body(body);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({EventStoreConfiguration.class, ProjectionsConfiguration.class, QueryConfiguration.class, Problems.class})
    static class Everything {}

    public Answers() {
        Map<String, Object> settings = new HashMap<>();
        try {
            settings.put(
                    "annals.master-key-file",
                    Files.createTempDirectory("annals-key")
                            .resolve("master-key.json")
                            .toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        settings.put("annals.postgres.url", SharedEngines.postgresUrl());
        settings.put("annals.postgres.connections", "8");
        settings.put("annals.mongodb.uri", SharedEngines.mongoUri());
        settings.put("annals.elasticsearch.url", SharedEngines.elasticsearchUrl());
        settings.put("annals.elasticsearch.prefix", SharedEngines.freshName() + "-");
        settings.put("server.port", "0");
        settings.put("springdoc.api-docs.path", "/openapi.json");
        settings.put("spring.main.banner-mode", "off");
        settings.put("spring.jackson.default-property-inclusion", "non_null");
        SpringApplication application = new SpringApplication(Everything.class);
        application.addInitializers(
                fresh -> fresh.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings)));
        this.context = (ServletWebServerApplicationContext) application.run();
    }

    public void append(List<? extends CustomerEvent> events) {
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        for (CustomerEvent event : events) {
            long sequence = sequences.merge(event.customerId(), 0L, (before, none) -> before + 1);
            messages.add(new GenericDomainEventMessage<>("Customer", event.customerId(), sequence, event));
        }
        context.getBean(EventStorageEngine.class).appendEvents(messages);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Position of the last event, once every view has seen it. */
    long settled(String... views) {
        long head = context.getBean(EventLog.class).head();
        if (!context.getBean(ViewStatuses.class).await(List.of(views), head, Duration.ofSeconds(60))) {
            throw new AssertionError(context.getBean(ViewStatuses.class).all().toString());
        }
        return head;
    }

    record Answer(int status, JsonNode body) {}

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        int port = Objects.requireNonNull(context.getWebServer()).getPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
