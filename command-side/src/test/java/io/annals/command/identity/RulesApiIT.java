package io.annals.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.contracts.customer.IdentityEvent.CustomersMerged;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import io.annals.contracts.customer.IdentityEvent.IdentifierLimitReached;
import io.annals.contracts.customer.IdentityEvent.IdentifiersLinked;
import io.annals.contracts.customer.IdentityRulesEvent.IdentityRulesPublished;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of identity, published and obeyed, over HTTP. */
class RulesApiIT {

    private static final String TWO_ADDRESSES =
            """
            {"limits": {"user_id": 1, "email": 2, "anonymous_id": 3}, "otherLimit": 5,
             "priority": ["user_id", "email", "phone"],
             "blocked": [{"type": "phone", "value": "+867551234567"}, {"pattern": "kiosk-.*"}]}""";

    @TempDir
    Path home;

    private CommandServer server;
    private String key;

    @BeforeEach
    void start() {
        server = CommandServer.start();
        key = server.source(CommandServer.asserted());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void comeWithAnnalsAsVersionZero() {
        Answer rules = find(server);

        assertThat(rules.response().headers().firstValue("ETag")).hasValue("\"0\"");
        assertThat(rules.body().at("/limits/user_id").asInt()).isEqualTo(1);
        assertThat(rules.body().get("priority").get(0).asString()).isEqualTo("user_id");
        assertThat(rules.body().get("blocked").isEmpty()).isFalse();
    }

    @Test
    void arePublishedVersionByVersionOnWhatTheirAuthorHasSeen() {
        Answer first = publish("\"0\"", TWO_ADDRESSES);
        assertThat(first.status()).as(first.body().toString()).isEqualTo(200);
        assertThat(first.response().headers().firstValue("ETag")).hasValue("\"1\"");

        Answer late = publish("\"0\"", TWO_ADDRESSES);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.body().get("code").asString()).isEqualTo("rules-changed");
        Answer blind = publish(null, TWO_ADDRESSES);
        assertThat(blind.status()).isEqualTo(428);
        assertThat(blind.body().get("code").asString()).isEqualTo("if-match-missing");

        assertThat(find(server).body().get("version").asInt()).isEqualTo(1);
        assertThat(server.events(IdentityRulesPublished.class))
                .singleElement()
                .satisfies(event -> assertThat(event.by()).isEqualTo("anna"));
    }

    @Test
    void areRefusedWhenTheyCouldNotBeObeyed() {
        for (String rules : List.of(
                "{}",
                "{'limits': {'user_id': 2}, 'otherLimit': 5, 'priority': ['user_id'], 'blocked': []}",
                "{'limits': {}, 'otherLimit': 5, 'priority': ['user_id'], 'blocked': []}",
                "{'limits': {'user_id': 1, 'email': 0}, 'otherLimit': 5, 'priority': ['user_id'], 'blocked': []}",
                "{'limits': {'user_id': 1}, 'otherLimit': 5, 'priority': ['email', 'user_id'], 'blocked': []}",
                "{'limits': {'user_id': 1}, 'otherLimit': 5, 'priority': ['user_id', 'user_id'], 'blocked': []}",
                "{'limits': {'user_id': 1}, 'otherLimit': 5, 'priority': ['user_id'], 'blocked': [{'pattern': '('}]}",
                "{'limits': {'user_id': 1}, 'otherLimit': 5, 'priority': ['user_id'], 'blocked': [{'type': 'email'}]}",
                "{'limits': {'user_id': 1}, 'otherLimit': 5, 'priority': ['user_id'], 'blocked': [null]}")) {
            Answer answer = publish("\"0\"", rules.replace('\'', '"'));

            assertThat(answer.status()).as(rules).isEqualTo(422);
            assertThat(answer.body().get("code").asString()).as(rules).isEqualTo("rules-invalid");
        }
    }

    @Test
    void blockedValuesLeadToNobody() {
        publish("\"0\"", TWO_ADDRESSES);

        identify("anna", "anna@example.com", "+86 755 1234567");
        identify("ben", "ben@example.com", "+867551234567");
        Answer kiosk = server.post("/v1/track", key, "{\"event\":\"Product Viewed\",\"anonymousId\":\"Kiosk-7\"}");

        assertThat(kiosk.status()).isEqualTo(400);
        assertThat(kiosk.body().get("code").asString()).isEqualTo("identity-blocked");
        assertThat(server.events(IdentifierAttached.class))
                .extracting(attached -> attached.identifier().type())
                .containsExactly("user_id", "email", "user_id", "email");
        assertThat(server.events(IdentifiersLinked.class))
                .allSatisfy(linked -> assertThat(linked.rules()).isEqualTo(1));
    }

    @Test
    void aNameBeyondItsLimitIsLeftOutAndAnotherCustomerStaysAnother() {
        publish("\"0\"", TWO_ADDRESSES);
        identify("anna", "one@example.com", null);
        identify("anna", "two@example.com", null);
        identify("anna", "three@example.com", null);
        identify("anna", "three@example.com", null);
        server.post("/v1/identify", key, "{\"anonymousId\":\"v\",\"traits\":{\"email\":\"four@example.com\"}}");
        server.post("/v1/identify", key, "{\"userId\":\"anna\",\"anonymousId\":\"v\",\"traits\":{\"plan\":\"gold\"}}");

        assertThat(server.events(CustomersMerged.class)).isEmpty();
        List<IdentifierLimitReached> reached = server.events(IdentifierLimitReached.class);
        assertThat(reached).hasSize(2);
        assertThat(reached.get(0).identifier()).isNotNull();
        assertThat(reached.get(0).limit()).isEqualTo(2);
        assertThat(reached.get(0).rules()).isEqualTo(1);
        assertThat(reached.get(1).other())
                .isNotNull()
                .isNotEqualTo(reached.get(1).customerId());
        assertThat(server.events(IdentifierAttached.class))
                .extracting(attached -> attached.identifier().value())
                .containsExactly("anna", "one@example.com", "two@example.com", "four@example.com", "v");
    }

    @Test
    void otherProcessesObeyThemWithinSeconds() throws Exception {
        String database = server.property("annals.postgres.url");
        Path master = home.resolve("master-key");
        Files.copy(Path.of(server.property("annals.master-key-file")), master);
        try (CommandServer other = CommandServer.start(database, master)) {
            assertThat(find(other).body().get("version").asInt()).isZero();
            publish("\"0\"", TWO_ADDRESSES);

            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                            other.post("/v1/track", key, "{\"event\":\"Seen\",\"anonymousId\":\"kiosk-1\"}")
                                    .status())
                    .isEqualTo(400));
        }
    }

    @Test
    void aRehearsalTellsWhatOtherRulesWouldHaveMadeAndChangesNothing() {
        identify("anna", "shop@example.com", null);
        server.post("/v1/identify", key, "{\"anonymousId\":\"v1\",\"traits\":{\"email\":\"shop@example.com\"}}");
        long head = server.events().size();
        String blocked = TWO_ADDRESSES.replace("kiosk-.*", "shop@.*");

        Answer begun = server.send(json("/api/identity/rules/rehearse").POST(BodyPublishers.ofString(blocked)));
        assertThat(begun.status()).as(begun.body().toString()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !rehearsal().body().get("state").asString().equals("rehearsing"));

        Answer done = rehearsal();
        assertThat(done.body().at("/outcome/customersNow").asInt()).isEqualTo(1);
        assertThat(done.body().at("/outcome/customersThen").asInt()).isEqualTo(2);
        assertThat(done.body().at("/outcome/mergesLost").asInt()).isEqualTo(1);
        assertThat(done.body().at("/outcome/mergesGained").asInt()).isZero();
        assertThat(done.body().at("/outcome/blocked/email").asInt()).isEqualTo(1);
        assertThat(done.body().at("/outcome/lost/0/event").asString()).isEqualTo("identifiers-linked");
        assertThat(done.body().toString()).doesNotContain("shop@example.com").contains("s***@e***.com");
        assertThat(server.events()).hasSize((int) head);
    }

    private Answer rehearsal() {
        return server.send(server.request("/api/identity/rules/rehearse").GET());
    }

    private void identify(String user, String email, String phone) {
        String traits = "\"email\":\"" + email + "\"" + (phone == null ? "" : ",\"phone\":\"" + phone + "\"");
        Answer answer = server.post("/v1/identify", key, "{\"userId\":\"" + user + "\",\"traits\":{" + traits + "}}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }

    private static Answer find(CommandServer where) {
        return where.send(where.request("/api/identity/rules").GET());
    }

    private Answer publish(String ifMatch, String rules) {
        var request = json("/api/identity/rules").PUT(BodyPublishers.ofString(rules));
        return server.send(ifMatch == null ? request : request.header("If-Match", ifMatch));
    }

    private HttpRequest.Builder json(String path) {
        return server.request(path).header("X-Signed-In", "anna").header("Content-Type", "application/json");
    }
}
