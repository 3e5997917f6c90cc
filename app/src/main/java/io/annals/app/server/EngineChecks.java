package io.annals.app.server;

import com.mongodb.client.MongoClient;
import io.annals.engines.Engines;
import io.annals.engines.Engines.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.bson.Document;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import tools.jackson.databind.json.JsonMapper;

/** Asks each engine whether it serves; health is what the engines answer. */
class EngineChecks implements HealthIndicator {

    /** @param detail what the engine said of itself, or why it could not */
    record Answer(boolean healthy, String detail) {}

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Map<Kind, Callable<String>> questions = new EnumMap<>(Kind.class);

    EngineChecks(
            Engines engines,
            DataSource database,
            ObjectProvider<MongoClient> mongo,
            @Value("${annals.elasticsearch.url}") String elasticsearch) {
        questions.put(Kind.POSTGRES, () -> {
            try (Connection connection = database.getConnection()) {
                return connection.getMetaData().getDatabaseProductVersion();
            }
        });
        questions.put(Kind.MONGODB, () -> mongo.getObject()
                .withTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .getDatabase("admin")
                .runCommand(new Document("buildInfo", 1))
                .getString("version"));
        HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        questions.put(Kind.ELASTICSEARCH, () -> {
            HttpRequest nodes = HttpRequest.newBuilder(
                            URI.create(elasticsearch.split(",")[0] + "/_nodes?filter_path=nodes.*.version"))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<String> answer = http.send(nodes, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
            return JsonMapper.shared().readTree(answer.body()).findValuesAsString("version").stream()
                    .distinct()
                    .collect(Collectors.joining(", "));
        });
        questions.keySet().retainAll(engines.wanted());
    }

    /** The engines this process needs, in one order. */
    Set<Kind> kinds() {
        return questions.keySet();
    }

    Answer ask(Kind kind) {
        try {
            return new Answer(true, Objects.requireNonNull(questions.get(kind)).call());
        } catch (Exception e) {
            return new Answer(false, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (Kind kind : kinds()) {
            Answer answer = ask(kind);
            health.withDetail(kind.name(), answer.detail());
            if (!answer.healthy()) {
                health.down();
            }
        }
        return health.build();
    }
}
