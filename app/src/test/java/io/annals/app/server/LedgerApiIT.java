package io.annals.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.annals.app.client.ApiClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the ledger proves to somebody outside: over HTTP, and from the command line beside a running server. */
class LedgerApiIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    private Map<String, String> engines;
    private ServerProcess server;
    private ApiClient api;

    @BeforeEach
    void start() throws Exception {
        engines = ServerProcess.freshEngines();
        server = ServerProcess.start(home, "command,projections,query", engines);
        api = server.api();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void provesAnEventAndThatTheLogOnlyGrew() throws Exception {
        JsonNode older = signedUpTo(1).get("head");
        track("vera");

        JsonNode proof = signedUpTo(older.get("size").asLong() + 1);

        assertThat(text(Proof.proven(proof))).contains("annals-event/1\n");
        JsonNode consistency = api.get("/api/audit/ledger/consistency?from="
                + older.get("size").asString() + "&to=" + proof.at("/head/size").asString());
        assertThat(consistency.get("fromRoot").asString())
                .isEqualTo(older.get("root").asString());
        assertThat(consistency.get("toRoot").asString())
                .isEqualTo(proof.at("/head/root").asString());
        assertThat(api.get("/api/audit/ledger/head").get("size").asLong())
                .isGreaterThanOrEqualTo(proof.at("/head/size").asLong());
    }

    @Test
    void givesACertificateOfErasureThatProvesItself() throws Exception {
        track("vera");
        String customer = await().atMost(PATIENCE)
                .until(
                        () -> api.get("/api/customers?identifier=user_id:vera")
                                .at("/customers/0/customerId")
                                .asString(""),
                        found -> !found.isEmpty());
        JsonNode erased = api.post("/api/customers/" + customer + "/erasure", Map.of("reason", "SUBJECT_REQUEST"));

        JsonNode certificate = await().atMost(PATIENCE)
                .until(() -> api.get("/api/customers/" + customer + "/erasure/certificate"), told -> !told.get("proofs")
                        .isEmpty());

        assertThat(certificate.get("proofs")).hasSize(2);
        String end = text(Proof.proven(certificate.at("/proofs/0")));
        assertThat(end).contains("customer-erased", customer);
        String request = text(Proof.proven(certificate.at("/proofs/1")));
        assertThat(request)
                .contains(
                        "erasure-requested",
                        "SUBJECT_REQUEST",
                        erased.get("requestId").asString());
    }

    @Test
    void verifiesTheWholeLogAndFindsWhatSomebodyChanged() throws Exception {
        track("vera");
        signedUpTo(1);

        assertThat(verified().get("state").asString()).isEqualTo("unchanged");
        assertThat(commandLine()).isZero();

        edit(1);

        JsonNode changed = verified();
        assertThat(changed.get("state").asString()).isEqualTo("changed");
        assertThat(changed.at("/verified/faults/0/kind").asString()).isEqualTo("edited");
        assertThat(changed.at("/verified/faults/0/from").asLong()).isEqualTo(1);
        assertThat(commandLine()).isEqualTo(3);
    }

    private void track(String user) throws Exception {
        api.track(
                "/v1/track",
                server.writeKey(),
                JsonMapper.shared().writeValueAsBytes(Map.of("userId", user, "event", "Product Viewed")));
    }

    /** The proof of an event, once a head covers it. */
    private JsonNode signedUpTo(long position) {
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> api.get("/api/audit/ledger/inclusion?position=" + position), proof -> true);
    }

    private JsonNode verified() {
        api.post("/api/audit/ledger/verification", Map.of());
        return await().atMost(PATIENCE)
                .until(
                        () -> api.get("/api/audit/ledger/verification"),
                        seen -> !seen.get("state").asString().equals("verifying"));
    }

    private int commandLine() throws Exception {
        Process verify = server.command("audit", "verify")
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(home, "verify", ".txt").toFile())
                .start();
        assertThat(verify.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return verify.exitValue();
    }

    /** As a database's administrator could. */
    private void edit(long position) throws Exception {
        try (Connection connection = DriverManager.getConnection(engines.get("POSTGRES_URL"));
                Statement statement = connection.createStatement()) {
            statement.execute("alter table event disable trigger event_immutable");
            statement.execute("update event set content = content || '\\x00' where position = " + position);
            statement.execute("alter table event enable always trigger event_immutable");
        }
    }

    private static String text(byte[] entry) {
        return new String(entry, StandardCharsets.UTF_8);
    }
}
