package io.annals.command.purpose;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.ConsentEvent;
import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.contracts.customer.ConsentEvent.ConsentWithdrawn;
import io.annals.contracts.customer.Evidence;
import io.annals.contracts.customer.Evidence.Origin;
import io.annals.contracts.source.ConsentPolicy;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What people are asked for is published, and decides how long and where a grant holds. */
class PurposesIT {

    private CommandServer server;
    private String key;

    @BeforeEach
    void start() {
        server = CommandServer.start();
        key = server.source(ConsentPolicy.required());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void comesWithPurposesAndPublishesOthersWholeAndInTurn() {
        Answer first = get();
        assertThat(first.response().headers().firstValue("ETag")).hasValue("\"0\"");
        assertThat(first.body().path("purposes").valueStream())
                .extracting(one -> one.at("/terms/purpose").asString())
                .contains("collection", "marketing-email", "in-store-recognition", "automated-decisions");

        ObjectNode next = proposal();
        purposes(next).add(purpose("loyalty-club"));
        assertThat(publish(next, null).status()).isEqualTo(428);
        Answer published = publish(next, 0);
        assertThat(published.status()).as(published.response().body()).isEqualTo(200);
        assertThat(published.body().path("version").asInt()).isEqualTo(1);
        assertThat(code(publish(next, 0))).isEqualTo("terms-changed");

        assertThat(decide("ada", "loyalty-club", "granted", "{\"statement\":\"yes\"}", "")
                        .status())
                .isEqualTo(200);
        assertThat(code(decide("ada", "horoscopes", "granted", "{\"statement\":\"yes\"}", "")))
                .isEqualTo("purpose-unknown");
        assertThat(code(publish(proposal(), 1)))
                .as("a purpose that people may have decided on stays")
                .isEqualTo("terms-invalid");
    }

    @Test
    void refusesTermsNobodyCouldBeAskedUnder() {
        ObjectNode assumed = proposal();
        ((ObjectNode) purposes(assumed).get(0)).put("policy", "OPT_OUT");
        assertThat(code(publish(assumed, 0))).isEqualTo("terms-invalid");

        ObjectNode untold = proposal();
        ((ObjectNode) purposes(untold).get(1).path("texts")).remove("zh");
        assertThat(code(publish(untold, 0))).isEqualTo("terms-invalid");

        ObjectNode nowhere = proposal();
        ((ObjectNode) purposes(nowhere).get(2)).putObject("regions").put("Bavaria", "OPT_OUT");
        assertThat(code(publish(nowhere, 0))).isEqualTo("terms-invalid");
    }

    @Test
    void quotesTheNoticeThatWasShownInTheEvidence() {
        String hash = get().body().at("/purposes/0/noticeHash").asString();
        String evidence = "{\"statement\":\"yes\",\"notice\":\"annals-0\",\"region\":\"DE-BY\",\"place\":\"till 4\"}";
        assertThat(decide("ada", "collection", "granted", evidence, "").status())
                .isEqualTo(200);

        Evidence kept = last(ConsentGranted.class).evidence();
        assertThat(kept.noticeHash()).isEqualTo(hash).hasSize(64);
        assertThat(kept.terms()).isZero();
        assertThat(kept.region()).isEqualTo("DE-BY");
        assertThat(kept.place()).isEqualTo("till 4");

        String unknown = "{\"statement\":\"yes\",\"notice\":\"an old one\"}";
        assertThat(decide("bo", "collection", "granted", unknown, "").status()).isEqualTo(200);
        assertThat(last(ConsentGranted.class).evidence().noticeHash()).isNull();
        assertThat(code(decide("ada", "collection", "granted", "{\"statement\":\"yes\",\"region\":\"here\"}", "")))
                .isEqualTo("region-invalid");
    }

    @Test
    void countsALapsedGrantAsNone() {
        ObjectNode yearly = proposal();
        ((ObjectNode) purposes(yearly).get(0)).put("lapsesAfterDays", 365);
        assertThat(publish(yearly, 0).status()).isEqualTo(200);
        Instant longAgo = Instant.now().minus(Duration.ofDays(366));
        Instant lately = Instant.now().minus(Duration.ofDays(300));

        Answer lapsed = decide("ada", "collection", "granted", "\"yes\"", ",\"effectiveFrom\":\"" + longAgo + "\"");
        assertThat(lapsed.body().path("state").asString()).isEqualTo("withdrawn");
        track("ada", "m-1");
        assertThat(server.events(BehaviorRecorded.class)).isEmpty();

        String tooLong = ",\"effectiveFrom\":\"" + lately + "\",\"expires\":\"2999-01-01T00:00:00Z\"";
        decide("ada", "collection", "granted", "\"yes again\"", tooLong);
        track("ada", "m-2");
        assertThat(server.events(BehaviorRecorded.class)).hasSize(1);
        ConsentGranted granted = last(ConsentGranted.class);
        assertThat(granted.expires()).isEqualTo(granted.effectiveFrom().plus(Duration.ofDays(365)));
    }

    @Test
    void assumesWhatARegionLetsItAssumeUntilTheCustomerSaysNo() {
        ObjectNode american = proposal();
        ((ObjectNode) purposes(american).get(2))
                .putObject("regions")
                .put("US", "OPT_OUT")
                .put("US-CA", "OPT_IN");
        assertThat(publish(american, 0).status()).isEqualTo(200);

        decide("ada", "collection", "granted", "{\"statement\":\"yes\",\"region\":\"US-TX\"}", "");
        ConsentGranted assumed = last(ConsentGranted.class);
        assertThat(assumed.purpose()).isEqualTo("marketing");
        assertThat(assumed.evidence().origin()).isEqualTo(Origin.ASSERTED);
        assertThat(assumed.evidence().statement()).isEqualTo(Evidence.OPT_OUT_REGION);

        decide("ada", "marketing", "withdrawn", "\"no\"", "");
        decide("ada", "collection", "granted", "{\"statement\":\"yes again\",\"region\":\"US-TX\"}", "");
        assertThat(server.events(ConsentEvent.class).stream()
                        .filter(one -> one.purpose().equals("marketing")))
                .as("what is assumed overrides nothing")
                .hasSize(2)
                .last()
                .isInstanceOf(ConsentWithdrawn.class);

        decide("bo", "collection", "granted", "{\"statement\":\"yes\",\"region\":\"US-CA\"}", "");
        decide("cy", "collection", "granted", "{\"statement\":\"yes\",\"region\":\"DE\"}", "");
        assertThat(server.events(ConsentGranted.class).stream()
                        .filter(one -> one.purpose().equals("marketing")))
                .hasSize(1);
    }

    @Test
    void letsAGuardianDecideForAMinor() {
        String ada = decide("ada", "collection", "granted", "\"yes\"", "")
                .body()
                .path("customerId")
                .asString();
        Instant ofAge = Instant.now().plus(Duration.ofDays(1_000));
        Answer declared = send(server.request("/api/customers/" + ada + "/guardianship")
                .PUT(BodyPublishers.ofString("{\"minorUntil\":\"" + ofAge + "\"}")));
        assertThat(declared.status()).isEqualTo(200);
        assertThat(last(ConsentWithdrawn.class).evidence().statement()).isEqualTo(Evidence.GUARDIAN_UNKNOWN);
        track("ada", "m-1");
        assertThat(server.events(BehaviorRecorded.class)).isEmpty();

        assertThat(code(decide("ada", "collection", "granted", "\"yes\"", ""))).isEqualTo("guardian-missing");
        String guarded = "{\"statement\":\"yes\",\"guardian\":\"father, signed at the till\"}";
        assertThat(decide("ada", "collection", "granted", guarded, "").status()).isEqualTo(200);
        track("ada", "m-2");
        assertThat(server.events(BehaviorRecorded.class)).hasSize(1);
    }

    /** What is in force, as it would be proposed again. */
    private ObjectNode proposal() {
        ObjectNode proposal = JsonMapper.shared().createObjectNode();
        proposal.putObject("controller").put("name", "Tea House").put("contact", "privacy@tea.example");
        ArrayNode purposes = proposal.putArray("purposes");
        for (JsonNode view :
                server.send(server.request("/api/purposes").GET()).body().path("purposes")) {
            String name = view.at("/terms/purpose").asString();
            if (!name.equals("loyalty-club")) {
                purposes.add(purpose(name));
            }
        }
        return proposal;
    }

    private static ObjectNode purpose(String name) {
        ObjectNode purpose = JsonMapper.shared().createObjectNode();
        purpose.put("purpose", name).put("legalBasis", "CONSENT").put("noticeVersion", "2026-11");
        ObjectNode texts = purpose.putObject("texts");
        for (String language : List.of("zh", "en")) {
            texts.putObject(language).put("name", name).put("text", "What " + name + " is for.");
        }
        return purpose;
    }

    private static ArrayNode purposes(ObjectNode proposal) {
        return (ArrayNode) proposal.path("purposes");
    }

    private Answer get() {
        return server.send(server.request("/api/purposes").GET());
    }

    private Answer publish(ObjectNode terms, @Nullable Integer basedOn) {
        var request = server.request("/api/purposes").PUT(BodyPublishers.ofString(terms.toString()));
        return send(basedOn == null ? request : request.header("If-Match", "\"" + basedOn + "\""));
    }

    private Answer decide(String user, String purpose, String state, String evidence, String more) {
        return send(server.request("/api/consents/" + purpose)
                .PUT(BodyPublishers.ofString("{\"identifier\":{\"type\":\"user_id\",\"value\":\"" + user
                        + "\"},\"state\":\"" + state + "\",\"evidence\":" + evidence + more + "}")));
    }

    private void track(String user, String message) {
        Answer answer = server.post(
                "/v1/track", key, "{\"event\":\"e\",\"userId\":\"" + user + "\",\"messageId\":\"" + message + "\"}");
        assertThat(answer.status()).isEqualTo(200);
    }

    private Answer send(java.net.http.HttpRequest.Builder request) {
        return server.send(request.header("Content-Type", "application/json").header("X-Signed-In", "ines"));
    }

    private <E> E last(Class<E> type) {
        List<E> events = server.events(type);
        return events.get(events.size() - 1);
    }

    private static String code(Answer answer) {
        return answer.body().path("code").asString();
    }
}
