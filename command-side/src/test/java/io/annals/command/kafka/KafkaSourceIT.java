package io.annals.command.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.annals.command.CommandServer;
import io.annals.command.FirstStart;
import io.annals.command.kafka.KafkaStatus.State;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.engines.SharedEngines;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class KafkaSourceIT {

    private static final TopicPartition SHOP = new TopicPartition("shop", 0);

    private final String postgres = SharedEngines.postgresUrl();

    @TempDir
    private Path folder;

    private KafkaBroker broker;
    private KafkaProducer<byte[], byte[]> producer;
    private String sourceId;
    private CommandServer server;

    @BeforeEach
    void start() throws Exception {
        broker = KafkaBroker.start(folder);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new ByteArraySerializer(), new ByteArraySerializer());
        try (CommandServer first = CommandServer.start(postgres, folder.resolve("master-key"))) {
            first.bean(FirstStart.class).createSource("shop", CommandServer.asserted());
            sourceId = first.send(first.request("/api/sources"))
                    .body()
                    .at("/sources/0/sourceId")
                    .asString();
        }
        server = follow();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        producer.close(Duration.ZERO);
        broker.close();
    }

    @Test
    void storesCallsAndBatchesAndIsNotHeldUpByWhatCannotBeRead() throws Exception {
        send("{\"type\":\"track\",\"event\":\"a\",\"userId\":\"u\"}");
        send("{\"type\":\"track\",\"event\":");
        send("{\"type\":\"track\",\"userId\":\"u\"}");
        send("\u0000\u0001");
        send("{\"batch\":[{\"type\":\"track\",\"event\":\"b\",\"userId\":\"u\"},{\"type\":\"?\",\"userId\":\"u\"},"
                + "{\"type\":\"track\",\"event\":\"c\",\"userId\":\"u\"}],\"context\":{\"channel\":\"till\"}}");
        send("{\"type\":\"track\",\"event\":\"d\",\"userId\":\"u\"}");

        within().untilAsserted(() -> assertThat(names()).containsExactlyInAnyOrder("a", "b", "c", "d"));
        JsonNode held = server.send(server.request("/api/quarantine")).body().get("items");
        assertThat(held.valueStream().map(item -> item.get("reason").asString()))
                .containsExactlyInAnyOrder("type-unknown", "json-invalid", "field-missing", "json-invalid");
        assertThat(held.valueStream()
                        .filter(item -> item.get("reason").asString().equals("json-invalid"))
                        .map(item -> item.at("/item/offset").asInt()))
                .as("where the messages that are no JSON can be looked up")
                .containsExactlyInAnyOrder(1, 3);
        within().until(() -> committed() == 6);
        within().untilAsserted(() -> assertThat(server.bean(KafkaSource.class).status())
                .isEqualTo(new KafkaStatus(
                        State.RUNNING, null, List.of(new KafkaStatus.Topic("shop", sourceId, 2, 6, 0)))));
    }

    @Test
    void storesEveryMessageOnceThoughTheServerEndsBetweenTheWriteAndTheCommit() throws Exception {
        send("{\"type\":\"track\",\"event\":\"first\",\"userId\":\"u\"}");
        within().until(() -> committed() == 1);
        try (Connection connection = DriverManager.getConnection(postgres);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table event in exclusive mode"); // nothing can be stored yet
            IntStream.range(0, 20).forEach(this::sendNameless);
            within().until(() -> waitsForTheLock(statement));
            broker.kill(); // nothing can be committed any more
            connection.rollback();
        }
        within().until(() -> !names().equals(List.of("first")));
        server.close();
        broker.serve();
        long before = committed();
        assertThat(before).as("the write was not followed by a commit").isEqualTo(1);

        server = follow();

        within().until(() -> committed() == 21);
        assertThat(names()).hasSize(21).doesNotHaveDuplicates();
    }

    @Test
    void waitsWhileTheStoreIsAwayAndLosesNothing() throws Exception {
        send("{\"type\":\"track\",\"event\":\"first\",\"userId\":\"u\"}");
        within().until(() -> committed() == 1);
        String database = postgres.replaceAll(".*/([^/?]+).*", "$1");
        try (Connection connection = DriverManager.getConnection(postgres.replace("/" + database, "/postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("alter database \"" + database + "\" with allow_connections false");
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database + "'");
            IntStream.range(0, 20).forEach(this::sendNameless);
            within().until(() -> server.bean(KafkaSource.class).status().state() == State.WAITING);
            assertThat(server.bean(KafkaSource.class).status().detail()).contains("cannot be reached");
            assertThat(committed()).isEqualTo(1);
            statement.execute("alter database \"" + database + "\" with allow_connections true");
        }

        within().until(() -> committed() == 21);
        assertThat(names()).hasSize(21).doesNotHaveDuplicates();
        within().until(() -> server.bean(KafkaSource.class).status().state() == State.RUNNING);
    }

    @Test
    void keepsWhatComesForASourceThatIsDisabledUntilItIsEnabled() throws Exception {
        send("{\"type\":\"track\",\"event\":\"first\",\"userId\":\"u\"}");
        within().until(() -> committed() == 1);
        enable("false");
        send("{\"type\":\"track\",\"event\":\"second\",\"userId\":\"u\"}");
        within().until(() -> server.bean(KafkaSource.class).status().state() == State.WAITING);
        assertThat(names()).containsExactly("first");

        enable("true");

        within().until(() -> names().equals(List.of("first", "second")));
    }

    private CommandServer follow() throws Exception {
        Path properties = Files.writeString(
                folder.resolve("client.properties"), "session.timeout.ms=6000\nmetadata.max.age.ms=1000\n");
        return CommandServer.start(
                postgres,
                folder.resolve("master-key"),
                Map.of(
                        "annals.kafka.bootstrap-servers",
                        broker.address(),
                        "annals.kafka.group",
                        "annals",
                        "annals.kafka.topics",
                        "shop=" + sourceId,
                        "annals.kafka.properties",
                        properties.toString()));
    }

    private void enable(String enabled) {
        server.send(server.request("/api/sources/" + sourceId)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"enabled\":" + enabled + "}")));
    }

    private void sendNameless(int number) {
        send("{\"type\":\"track\",\"event\":\"e" + number + "\",\"anonymousId\":\"v" + number + "\"}");
    }

    private void send(String value) {
        producer.send(new ProducerRecord<>("shop", 0, null, value.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> names() {
        return server.events(BehaviorRecorded.class).stream()
                .map(event -> event.behavior().name())
                .toList();
    }

    private long committed() throws Exception {
        try (Admin admin = broker.admin()) {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets("annals")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(SHOP);
            return offset == null ? 0 : offset.offset();
        }
    }

    private static boolean waitsForTheLock(Statement statement) throws Exception {
        try (var rows = statement.executeQuery("select count(*) from pg_locks where not granted")) {
            rows.next();
            return rows.getInt(1) > 0;
        }
    }

    private static ConditionFactory within() {
        return await().atMost(Duration.ofSeconds(60)).ignoreExceptions();
    }
}
