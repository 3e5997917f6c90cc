package io.annals.command.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.ConsentEvent.ConsentWithdrawn;
import io.annals.contracts.customer.IdentityEvent.CustomersMerged;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is who, through the front door. */
class IdentityIT {

    private static CommandServer server;
    private static String key;

    @BeforeAll
    static void start() {
        server = CommandServer.start();
        key = server.source(CommandServer.asserted());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void attachesAUserIdToTheVisitorWhoSignsUp() {
        track("signup-v", null, "signup-1");
        identify("signup-v", "signup-u");
        track(null, "signup-u", "signup-2");

        assertThat(streamOf("signup-2")).isEqualTo(streamOf("signup-1"));
        assertThat(merges(streamOf("signup-1"))).isEmpty();
    }

    @Test
    void mergesAVisitorIntoTheUserTheyTurnOutToBe() {
        track("known-v", null, "known-1");
        track(null, "known-u", "known-2");
        identify("known-v", "known-u");

        String visitor = streamOf("known-1");
        String user = streamOf("known-2");
        assertThat(visitor).isNotEqualTo(user);
        assertThat(merges(visitor)).extracting(CustomersMerged::root).containsExactly(user);
        assertThat(merges(user)).extracting(CustomersMerged::absorbed).containsExactly(visitor);

        track("known-v", null, "known-3");
        assertThat(streamOf("known-3"))
                .as("new behaviour goes to the owner of its name")
                .isEqualTo(visitor);
        identify("known-v", "known-u");
        assertThat(merges(user)).as("once").hasSize(1);
    }

    @Test
    void givesANewNameOfAMergedVisitorToTheRoot() {
        track("late-v", null, "late-1");
        track("late-w", null, "late-2");
        link("late-v", "late-w");
        identify("late-w", "late-u");
        track(null, "late-u", "late-3");

        assertThat(streamOf("late-3")).isEqualTo(streamOf("late-1"));
    }

    @Test
    void separatesTwoWhoWereTakenForOne() {
        track("tablet", null, "sister-1");
        track(null, "sister-u", "sister-2");
        identify("tablet", "sister-u");
        send("identify", "\"traits\":{\"email\":\"Other@sister.org\"}" + names("tablet", null));
        String visitor = streamOf("sister-1");
        String user = streamOf("sister-2");

        Answer answer = decide(visitor, "unmerge", "{\"reason\":\"two sisters, one tablet\"}");

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().get("customerId").asString()).isEqualTo(user);
        assertThat(owner("email", "other@sister.org"))
                .as("a name goes with the one it came with")
                .isEqualTo(visitor);
        send("track", "\"event\":\"e\",\"messageId\":\"sister-3\"" + names("tablet", "sister-u"));
        send(
                "track",
                "\"event\":\"e\",\"messageId\":\"sister-4\",\"context\":{\"traits\":{\"email\":\"other@sister.org\"}}"
                        + names("tablet", null));
        assertThat(streamOf("sister-3")).isEqualTo(user);
        assertThat(streamOf("sister-4")).isEqualTo(visitor);
        assertThat(merges(user))
                .as("a call that names both merges them no more")
                .hasSize(1);

        decide(user, "merge", "{\"with\":\"" + visitor + "\",\"reason\":\"one sister after all\"}");

        assertThat(merges(user)).hasSize(2);
    }

    @Test
    void saysWhyNothingCanBeSeparatedOrMerged() {
        identify(null, "lonely-u");
        identify(null, "lonely-w");
        String one = owner("user_id", "lonely-u");
        String other = owner("user_id", "lonely-w");

        assertThat(code(decide(one, "unmerge", "{\"reason\":\"why not\"}"))).isEqualTo("not-merged");
        assertThat(code(decide(one, "unmerge", "{}"))).isEqualTo("reason-missing");
        assertThat(code(decide("nobody", "unmerge", "{\"reason\":\"why not\"}")))
                .isEqualTo("customer-unknown");
        assertThat(code(decide(one, "merge", "{\"with\":\"" + other + "\",\"reason\":\"same\"}")))
                .isEqualTo("two-users");
    }

    private static String code(Answer answer) {
        return answer.body().get("code").asString();
    }

    private static Answer decide(String customer, String what, String body) {
        return server.send(server.request("/api/customers/" + customer + "/" + what)
                .header("X-Signed-In", "staff")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void neverMakesOnePersonOfTwoUsersOnOneDevice() {
        identify("device", "first");
        identify("device", "second");
        track("device", "second", "shared-1");
        track("device", "first", "shared-2");

        assertThat(owner("user_id", "first")).isNotEqualTo(owner("user_id", "second"));
        assertThat(streamOf("shared-1")).isEqualTo(owner("user_id", "second"));
        assertThat(streamOf("shared-2")).isEqualTo(owner("user_id", "first"));
        assertThat(merges(owner("user_id", "first"))).isEmpty();
    }

    @Test
    void resolvesABatchAboutOnePersonOnce() {
        Answer answer = server.post(
                "/v1/batch",
                key,
                """
                {"batch":[
                  {"type":"page","anonymousId":"one-v","messageId":"one-1"},
                  {"type":"identify","anonymousId":"one-v","userId":"one-u","messageId":"one-2","traits":{"email":"One@x.org"}},
                  {"type":"track","event":"e","userId":"one-u","messageId":"one-3"}]}
                """);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(streamOf("one-1")).isEqualTo(streamOf("one-3"));
        assertThat(owner("email", "one@x.org")).isEqualTo(streamOf("one-1"));
    }

    @Test
    void letsOneOfManyWinWhoMeetANewVisitorAtOnce() {
        List<Answer> answers = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> server.post(
                        "/v1/track",
                        key,
                        "{\"event\":\"e\",\"anonymousId\":\"crowd\",\"messageId\":\"crowd-" + i + "\"}"))
                .toList();

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(IntStream.range(0, 40).mapToObj(i -> streamOf("crowd-" + i)).distinct())
                .hasSize(1);
    }

    @Test
    void storesAMessageOnceHoweverManySendItAtOnce() {
        track("echo", null, "echo-0");
        IntStream.range(0, 40).parallel().forEach(i -> track("echo", null, "echo-1"));

        assertThat(behaviors("echo-1")).hasSize(1);
    }

    @Test
    void withdrawsForEveryStreamOfAPerson() {
        track("two-v", null, "two-1");
        track(null, "two-u", "two-2");
        identify("two-v", "two-u");
        String visitor = streamOf("two-1");
        String user = streamOf("two-2");

        Answer answer = consent("marketing", "withdrawn", "anonymous_id", "two-v");

        assertThat(answer.body().get("customerId").asString()).isEqualTo(user);
        assertThat(server.events(ConsentWithdrawn.class))
                .extracting(ConsentWithdrawn::customerId)
                .contains(visitor, user);
    }

    @Test
    void keepsNothingOfAWithdrawalByNobodyKnown() {
        int before = server.events().size();

        Answer answer = consent("collection", "withdrawn", "email", "nobody@example.org");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("customerId").isNull()).isTrue();
        assertThat(answer.body().get("state").asString()).isEqualTo("withdrawn");
        assertThat(server.events()).hasSize(before);
    }

    @Test
    void createsTheCustomerOfAGrantAndKeepsWhenItBegan() {
        Answer answer = server.send(
                server.request("/api/consents/collection")
                        .header("X-Signed-In", "importer")
                        .header("Content-Type", "application/json")
                        .PUT(
                                BodyPublishers.ofString(
                                        """
                        {"identifier":{"type":"user_id","value":"imported"},"state":"granted",
                         "evidence":{"statement":"Terms of 2009","notice":"v1"},"effectiveFrom":"2009-12-01T00:00:00Z"}
                        """)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("customerId").asString()).isEqualTo(owner("user_id", "imported"));
        assertThat(answer.response().headers().firstValue("Annals-Position")).isPresent();
    }

    @Test
    void explainsWhatIsWrongWithADecision() {
        assertThat(consent("gossip", "granted", "email", "a@b.c")
                        .body()
                        .get("code")
                        .asString())
                .isEqualTo("purpose-unknown");
        assertThat(consent("collection", "granted", "email", "null")
                        .body()
                        .get("code")
                        .asString())
                .isEqualTo("identifier-invalid");
        assertThat(consent("collection", "perhaps", "email", "a@b.c").status()).isEqualTo(400);
        assertThat(server.send(server.request("/api/customers/nobody/consents/collection")
                                .header("X-Signed-In", "staff")
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString("{\"state\":\"granted\",\"evidence\":\"x\"}")))
                        .status())
                .isEqualTo(404);
    }

    private static Answer consent(String purpose, String state, String type, String value) {
        return server.send(server.request("/api/consents/" + purpose)
                .header("X-Signed-In", "staff")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"identifier\":{\"type\":\"" + type + "\",\"value\":\"" + value
                        + "\"},\"state\":\"" + state + "\",\"evidence\":\"said at the desk\"}")));
    }

    private static void track(String visitor, String user, String message) {
        send("track", "\"event\":\"e\",\"messageId\":\"" + message + "\"" + names(visitor, user));
    }

    private static void identify(String visitor, String user) {
        send("identify", "\"traits\":{}" + names(visitor, user));
    }

    private static void link(String visitor, String other) {
        send("alias", "\"anonymousId\":\"" + visitor + "\",\"previousId\":\"" + other + "\"");
    }

    private static String names(String visitor, String user) {
        return (visitor == null ? "" : ",\"anonymousId\":\"" + visitor + "\"")
                + (user == null ? "" : ",\"userId\":\"" + user + "\"");
    }

    private static void send(String call, String fields) {
        Answer answer = server.post("/v1/" + call, key, "{" + fields + "}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }

    private static List<BehaviorRecorded> behaviors(String message) {
        return server.events(BehaviorRecorded.class).stream()
                .filter(event -> event.behavior().messageId().equals(message))
                .toList();
    }

    private static String streamOf(String message) {
        return behaviors(message).get(0).customerId();
    }

    private static String owner(String type, String value) {
        return server.events(IdentifierAttached.class).stream()
                .filter(event -> event.identifier().type().equals(type)
                        && event.identifier().value().equals(value))
                .map(IdentifierAttached::customerId)
                .findFirst()
                .orElseThrow();
    }

    private static List<CustomersMerged> merges(String stream) {
        return server.events(CustomersMerged.class).stream()
                .filter(event -> event.customerId().equals(stream))
                .toList();
    }
}
