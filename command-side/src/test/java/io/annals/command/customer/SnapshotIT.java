package io.annals.command.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.contracts.customer.IdentityEvent.TraitsChanged;
import io.annals.engines.SharedEngines;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A long history is remembered by a snapshot, whole, across a restart. */
class SnapshotIT {

    @TempDir
    Path folder;

    @Test
    void remembersConsentsNamesAndTraits() throws InterruptedException {
        String database = SharedEngines.postgresUrl();
        String key;
        try (CommandServer server = CommandServer.start(database, folder.resolve("key"))) {
            key = server.source(CommandServer.asserted());
            send(server, key, "identify", "\"userId\":\"u\",\"traits\":{\"city\":\"Oslo\",\"age\":30,\"height\":1.80}");
            decide(server, "withdrawn", "2026-02-01T00:00:00Z");
            decide(server, "granted", "2026-03-01T00:00:00Z");
            for (int batch = 0; batch < 4; batch++) {
                int from = batch * 100;
                String items = IntStream.range(from, from + 100)
                        .mapToObj(i ->
                                "{\"type\":\"track\",\"event\":\"e\",\"userId\":\"u\",\"messageId\":\"m-" + i + "\"}")
                        .collect(Collectors.joining(","));
                send(server, key, "batch", "\"batch\":[" + items + "]");
            }
            awaitSnapshot(server);
        }

        try (CommandServer server = CommandServer.start(database, folder.resolve("key"))) {
            int before = server.events().size();
            Answer then = send(
                    server,
                    key,
                    "track?verbose=1",
                    "\"event\":\"e\",\"userId\":\"u\",\"timestamp\":\"2026-02-10T00:00:00Z\",\"messageId\":\"then\"");
            assertThat(then.body().toString()).contains("\"status\":\"refused\"");
            assertThat(then.body().get("results").get(0).get("code").asString()).isEqualTo(Refusal.WITHDRAWN_THEN);

            send(server, key, "identify", "\"userId\":\"u\",\"traits\":{\"city\":\"Oslo\",\"age\":30,\"height\":1.8}");
            assertThat(server.events(TraitsChanged.class)).as("known traits").hasSize(1);
            assertThat(server.events(ConsentGranted.class)).as("no new grant").hasSize(3);
            assertThat(server.events()).hasSize(before + 1);
        }
    }

    /** The snapshot is taken on a thread of its own, soon after the answer. */
    private static void awaitSnapshot(CommandServer server) throws InterruptedException {
        String stream = server.events(TraitsChanged.class).get(0).customerId();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        EventStorageEngine engine = server.bean(EventStorageEngine.class);
        while (engine.readSnapshot(stream).isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(engine.readSnapshot(stream)).hasValueSatisfying(snapshot -> assertThat(snapshot.getPayload())
                .isInstanceOf(Customer.class));
        assertThat(new JdbcTemplate(server.bean(DataSource.class))
                        .queryForList("select name from snapshot", String.class))
                .containsExactly("customer-snapshot");
    }

    private static Answer send(CommandServer server, String key, String call, String fields) {
        Answer answer = server.post("/v1/" + call, key, "{" + fields + "}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer;
    }

    private static void decide(CommandServer server, String state, String from) {
        Answer answer = server.send(server.request("/api/consents/collection")
                .header("X-Signed-In", "staff")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"identifier\":{\"type\":\"user_id\",\"value\":\"u\"},\"state\":\""
                        + state + "\",\"evidence\":\"at the desk\",\"effectiveFrom\":\"" + from + "\"}")));
        assertThat(answer.body().get("state").asString()).isEqualTo(state);
    }
}
