package io.annals.command;

import io.annals.command.tracking.EndOfBody;
import io.annals.contracts.Problem;
import io.annals.contracts.source.ConsentPolicy;
import io.annals.contracts.source.ConsentPolicy.Mode;
import io.annals.engines.SharedEngines;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.EventStoreConfiguration;
import io.annals.eventstore.LoggedEvent;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** This side alone, as it is reached over HTTP, on a database of its own. */
public final class CommandServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private CommandServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static CommandServer start() {
        return start(SharedEngines.postgresUrl());
    }

    public static CommandServer start(String postgresUrl) {
        try {
            return start(postgresUrl, Files.createTempDirectory("annals").resolve("master-key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static CommandServer start(String postgresUrl, Path masterKey) {
        return start(postgresUrl, masterKey, Map.of());
    }

    /** @param settings what differs from the defaults */
    public static CommandServer start(String postgresUrl, Path masterKey, Map<String, Object> settings) {
        return new CommandServer(new SpringApplicationBuilder(App.class)
                .properties(
                        Map.of("annals.public-url", "https://shop.example", "annals.preferences.answer-within", "30d"))
                .properties(Map.of(
                        "server.port", "0",
                        "server.tomcat.max-keep-alive-requests", "-1",
                        "spring.main.banner-mode", "off",
                        "logging.level.root", "warn",
                        "annals.postgres.url", postgresUrl,
                        "annals.postgres.connections", "16",
                        "annals.master-key-file", masterKey.toString(),
                        "annals.intake.patience", "30s",
                        "annals.kafka.bootstrap-servers", ""))
                .properties(settings)
                .run());
    }

    public String source(ConsentPolicy policy) {
        return context.getBean(FirstStart.class).createSource("shop", policy);
    }

    public static ConsentPolicy asserted() {
        return new ConsentPolicy(
                Mode.ASSERTED, Map.of(), List.of("collection", "profiling"), "The shop asks on its first page.");
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int port() {
        return Integer.parseInt(property("local.server.port"));
    }

    public String property(String key) {
        return context.getEnvironment().getRequiredProperty(key);
    }

    public List<LoggedEvent> events() {
        return context.getBean(EventLog.class).read(0, 100_000);
    }

    public <E> List<E> events(Class<E> type) {
        return events().stream()
                .map(LoggedEvent::payload)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public record Answer(int status, JsonNode body, HttpResponse<String> response) {}

    public Answer post(String path, String writeKey, String body) {
        return send(request(path).header("X-Write-Key", writeKey).POST(BodyPublishers.ofString(body)));
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            JsonNode body = json ? JSON.readTree(response.body()) : JSON.nullNode();
            return new Answer(response.statusCode(), body, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    @EnableAutoConfiguration
    @Import({EventStoreConfiguration.class, CommandConfiguration.class, Problems.class})
    static class App {

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> endOfBodies(
                @Value("${annals.intake.patience}") Duration patience) {
            return server -> server.addContextValves(new EndOfBody(patience));
        }

        /** Stands for the security filter: whoever the header names is signed in. */
        @Bean
        HttpFilter signIn() {
            return new HttpFilter() {
                @Override
                protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                        throws IOException, ServletException {
                    String name = request.getHeader("X-Signed-In");
                    Principal principal = name == null ? null : () -> name;
                    chain.doFilter(
                            new HttpServletRequestWrapper(request) {
                                @Override
                                public Principal getUserPrincipal() {
                                    return principal;
                                }
                            },
                            response);
                }
            };
        }
    }

    @RestControllerAdvice
    static class Problems {

        @ExceptionHandler
        ResponseEntity<ProblemDetail> render(CommandProblem thrown) {
            Problem problem = thrown;
            ProblemDetail detail = ProblemDetail.forStatus(problem.status());
            detail.setDetail(problem.detail());
            detail.setProperty("code", problem.code());
            return ResponseEntity.status(problem.status()).body(detail);
        }
    }
}
