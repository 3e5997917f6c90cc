package io.annals.command.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.command.Commands;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.CustomerCommand.MergeCustomers;
import io.annals.contracts.customer.ErasureEvent.CustomerErased;
import io.annals.contracts.customer.ErasureEvent.ErasureRequested;
import io.annals.engines.SharedEngines;
import io.annals.eventstore.LoggedEvent;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Forgetting people, through the front door. */
class ErasureIT {

    private static CommandServer server;
    private static CommandServer elsewhere;
    private static String key;
    private static JdbcTemplate database;

    @BeforeAll
    static void start() throws Exception {
        String url = SharedEngines.postgresUrl();
        Path masterKey = Files.createTempDirectory("annals").resolve("master-key");
        server = CommandServer.start(url, masterKey);
        elsewhere = CommandServer.start(url, masterKey);
        key = server.source(CommandServer.asserted());
        database = new JdbcTemplate(server.bean(DataSource.class));
    }

    @AfterAll
    static void stop() {
        server.close();
        elsewhere.close();
    }

    @Test
    void forgetsEveryStreamOfThePerson() {
        track(server, "tablet", null, "family-1");
        track(server, null, "family-u", "family-2");
        identify("tablet", "family-u");
        String visitor = streamOf("family-1");
        String user = streamOf("family-2");

        Answer preview = get(visitor);
        Answer erased = erase(server, visitor);

        assertThat(preview.body().get("customers").valueStream().map(one -> one.asString()))
                .containsExactlyInAnyOrder(visitor, user);
        assertThat(preview.body().at("/kinds/behavior-recorded").asInt()).isEqualTo(2);
        assertThat(preview.body().at("/identifiers/user_id").asInt()).isEqualTo(1);
        assertThat(erased.status()).as(erased.body().toString()).isEqualTo(200);
        List<LoggedEvent> log = server.events();
        assertThat(log)
                .filteredOn(one -> one.stream().equals(visitor) || one.stream().equals(user))
                .allMatch(one -> one.payload() == null || one.payload() instanceof CustomerErased);
        assertThat(server.events(ErasureRequested.class))
                .filteredOn(one -> one.customers().contains(user))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.customers()).as("the root is the last").containsExactly(visitor, user);
                    assertThat(one.actor()).isEqualTo("ines");
                });
        for (String table :
                List.of("identifier where customer_id", "subject_key where subject", "customer_root where stream")) {
            assertThat(database.queryForObject(
                            "select count(*) from " + table + " in (?, ?)", Long.class, visitor, user))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void answersTheSameWhenAskedAgain() {
        track(server, "twice-v", null, "twice-1");
        String stream = streamOf("twice-1");

        Answer first = erase(server, stream);
        Answer second = erase(elsewhere, stream);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(erase(server, "nobody").status()).isEqualTo(404);
    }

    @Test
    void refusesWhateverComesForThem() {
        track(server, "gone-v", null, "gone-1");
        track(server, "stays-v", null, "stays-1");
        String gone = streamOf("gone-1");
        String stays = streamOf("stays-1");
        erase(server, gone);

        assertThat(code(get(gone))).isEqualTo("customer-erased");
        assertThat(code(send(server.request("/api/customers/" + gone + "/consents/marketing")
                        .PUT(BodyPublishers.ofString("{\"state\":\"granted\",\"evidence\":\"asked\"}")))))
                .isEqualTo("customer-erased");
        assertThat(code(send(server.request("/api/customers/" + stays + "/merge")
                        .POST(BodyPublishers.ofString("{\"with\":\"" + gone + "\",\"reason\":\"same\"}")))))
                .isEqualTo("customer-erased");
        assertThatThrownBy(() -> server.bean(Commands.class)
                        .await(new MergeCustomers(stays, gone, "stale", null, null, Instant.now())))
                .isInstanceOf(ResolveAgain.class);
    }

    @Test
    void dropsWhatHappenedBeforeAndStartsAnewWithWhatComesAfter() {
        track(server, "back-v", "back-u", "back-1");
        track(elsewhere, "back-v", null, "back-2"); // so that both processes know who this is
        String before = streamOf("back-1");
        Instant past = Instant.now().minus(1, ChronoUnit.HOURS);
        erase(server, before);

        Answer late = trackAt(elsewhere, "back-v", past, "back-late");
        Answer lateByNewName = send(elsewhere
                .request("/v1/track")
                .POST(BodyPublishers.ofString("{\"event\":\"e\",\"messageId\":\"back-x\",\"timestamp\":\"" + past
                        + "\",\"anonymousId\":\"never-seen\",\"userId\":\"back-u\",\"sentAt\":\"" + Instant.now()
                        + "\"}")));
        trackAt(elsewhere, "back-v", Instant.now().plusSeconds(1), "back-3");
        Answer lateForTheNewOne = trackAt(server, "back-v", past, "back-later");

        assertThat(late.status()).isEqualTo(200);
        assertThat(lateByNewName.status()).isEqualTo(200);
        assertThat(lateForTheNewOne.status()).isEqualTo(200);
        assertThat(server.events(BehaviorRecorded.class))
                .extracting(one -> one.behavior().messageId())
                .contains("back-3")
                .doesNotContain("back-late", "back-x", "back-later");
        assertThat(streamOf("back-3")).isNotEqualTo(before);
        Answer grant = send(server.request("/api/consents/collection")
                .PUT(BodyPublishers.ofString("{\"identifier\":{\"type\":\"user_id\",\"value\":\"back-u\"},"
                        + "\"state\":\"granted\",\"evidence\":\"asked\",\"effectiveFrom\":\"" + past + "\"}")));
        assertThat(code(grant)).isEqualTo("customer-erased");
    }

    @Test
    void losesNothingAndLeavesNothingWhenOthersWriteAtTheSameMoment() {
        String usual = key;
        key = server.source(CommandServer.asserted());
        String source = database.queryForObject("select id from source order by created_at desc limit 1", String.class);
        track(server, "race-v", "race-u", "race-0");
        String stream = streamOf("race-0");
        AtomicInteger stored = new AtomicInteger();
        List<CompletableFuture<Void>> writers = IntStream.range(0, 4)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 40; i++) {
                        String message = "race-" + writer + "-" + i;
                        if (trackAt(
                                                writer % 2 == 0 ? server : elsewhere,
                                                "race-v",
                                                Instant.now().plusSeconds(60),
                                                message)
                                        .status()
                                == 200) {
                            stored.incrementAndGet();
                        }
                    }
                }))
                .toList();

        Answer erased = erase(elsewhere, stream);
        writers.forEach(CompletableFuture::join);

        assertThat(erased.status()).as(erased.body().toString()).isEqualTo(200);
        List<LoggedEvent> log = server.events();
        long last = log.stream()
                .filter(one -> one.stream().equals(stream))
                .mapToLong(LoggedEvent::sequence)
                .max()
                .orElseThrow();
        assertThat(log)
                .filteredOn(one -> one.stream().equals(stream))
                .as("the erasure is the last, and nothing before it opens")
                .allMatch(one ->
                        one.sequence() == last ? one.payload() instanceof CustomerErased : one.payload() == null);
        long kept = log.stream()
                .filter(one -> one.name().equals("behavior-recorded"))
                .filter(one -> one.stream().equals(stream)
                        || (one.payload() instanceof BehaviorRecorded recorded
                                && recorded.behavior().messageId().startsWith("race-")))
                .count();
        key = usual;
        await().untilAsserted(() -> {
            Long dropped = database.queryForObject(
                    "select coalesce(sum(count), 0) from arrival where reason = 'erased' and source = ?",
                    Long.class,
                    source);
            assertThat(kept + dropped)
                    .as("every acknowledged one is stored once, or came in the moment of the erasure and was dropped")
                    .isEqualTo(stored.get() + 1L);
        });
        assertThat(database.queryForObject("select count(*) from subject_key where subject = ?", Long.class, stream))
                .isZero();
    }

    private static void identify(String anonymous, String user) {
        Answer answer = send(server.request("/v1/identify")
                .POST(BodyPublishers.ofString("{\"anonymousId\":\"" + anonymous + "\",\"userId\":\"" + user + "\"}")));
        assertThat(answer.status()).isEqualTo(200);
    }

    private static void track(CommandServer process, String anonymous, String user, String message) {
        String names = (anonymous == null ? "" : ",\"anonymousId\":\"" + anonymous + "\"")
                + (user == null ? "" : ",\"userId\":\"" + user + "\"");
        Answer answer = send(process.request("/v1/track")
                .POST(BodyPublishers.ofString("{\"event\":\"e\",\"messageId\":\"" + message + "\"" + names + "}")));
        assertThat(answer.status()).isEqualTo(200);
    }

    private static Answer trackAt(CommandServer process, String anonymous, Instant at, String message) {
        return send(process.request("/v1/track")
                .POST(BodyPublishers.ofString("{\"event\":\"e\",\"messageId\":\"" + message + "\",\"timestamp\":\"" + at
                        + "\",\"sentAt\":\"" + Instant.now() + "\",\"anonymousId\":\"" + anonymous + "\"}")));
    }

    private static Answer erase(CommandServer process, String customer) {
        return send(process.request("/api/customers/" + customer + "/erasure")
                .POST(BodyPublishers.ofString("{\"reason\":\"SUBJECT_REQUEST\"}")));
    }

    private static Answer get(String customer) {
        return send(server.request("/api/customers/" + customer + "/erasure").GET());
    }

    private static String code(Answer answer) {
        return answer.body().path("code").asString();
    }

    private static Answer send(java.net.http.HttpRequest.Builder request) {
        return server.send(request.header("Content-Type", "application/json")
                .header("X-Write-Key", key)
                .header("X-Signed-In", "ines"));
    }

    private static String streamOf(String message) {
        return server.events(BehaviorRecorded.class).stream()
                .filter(one -> one.behavior().messageId().equals(message))
                .map(BehaviorRecorded::customerId)
                .findFirst()
                .orElseThrow();
    }
}
