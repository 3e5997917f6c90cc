package io.annals.command.preference;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.ConsentEvent;
import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.contracts.customer.ConsentEvent.ConsentWithdrawn;
import io.annals.contracts.customer.Evidence;
import io.annals.contracts.source.ConsentPolicy;
import io.annals.contracts.source.ConsentPolicy.Mode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a person can do with the link they got, and what a link is good for. */
class PreferenceCentreIT {

    private static CommandServer server;
    private static int people;

    @BeforeAll
    static void start() {
        server = CommandServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private record Person(String name, String id, String path, JsonNode link) {}

    private static Person person() {
        String name = "person-" + ++people;
        String id = decide(name, "collection", "granted").path("customerId").asString();
        JsonNode link =
                signedIn("/api/customers/" + id + "/preference-links", "{}").body();
        return new Person(name, id, URI.create(link.path("url").asString()).getPath(), link);
    }

    @Test
    void showsHowThingsStandInTheLanguageOfTheReader() {
        Person ada = person();
        Answer english = page(ada, "en-GB,en;q=0.9,zh;q=0.1");
        assertThat(english.status()).isEqualTo(200);
        assertThat(english.response().body())
                .contains("<html lang=\"en\">", "Your preferences", "Keep what I do", "Marketing by e-mail")
                .doesNotContain("<script", ada.name());
        assertThat(english.response().headers().map())
                .containsEntry("Referrer-Policy", List.of("no-referrer"))
                .containsEntry("Cache-Control", List.of("no-store"))
                .containsKey("Content-Security-Policy");
        assertThat(page(ada, "zh-CN,zh;q=0.9").response().body()).contains("<html lang=\"zh\">", "您的偏好设置", "电子邮件营销");
    }

    @Test
    void grantsAndWithdrawsAtOnceAndAsTheCustomersOwnWord() {
        Person ada = person();
        Answer saved = post(ada, "act=grant&purpose=profiling&lang=en");
        assertThat(saved.status()).isEqualTo(303);
        assertThat(saved.response().headers().firstValue("Location")).hasValue(ada.path() + "?lang=en&said=saved");
        ConsentGranted granted = last(ada, ConsentGranted.class);
        assertThat(granted.purpose()).isEqualTo("profiling");
        assertThat(granted.evidence().origin()).isEqualTo(Evidence.Origin.EXPLICIT);
        assertThat(granted.evidence().statement()).isEqualTo(Evidence.PREFERENCE_CENTRE);
        assertThat(granted.evidence().noticeHash()).hasSize(64);

        post(ada, "act=withdraw&purpose=profiling");
        assertThat(last(ada, ConsentWithdrawn.class).purpose()).isEqualTo("profiling");
    }

    @Test
    void winsOverALaterStateOfAClient() {
        String key = server.source(
                new ConsentPolicy(Mode.FROM_EVENT, Map.of("analytics", List.of("collection")), List.of(), ""));
        Person ada = person();
        report(key, ada, "before");
        post(ada, "act=withdraw&purpose=collection");
        report(key, ada, "after");
        assertThat(server.events(BehaviorRecorded.class).stream()
                        .filter(one -> one.customerId().equals(ada.id()))
                        .map(one -> one.behavior().messageId()))
                .containsExactly("before");
    }

    @Test
    void unsubscribesWithOneClickFromAllMarketingAndNothingElse() {
        Person ada = person();
        decide(ada.name(), "marketing", "granted");
        decide(ada.name(), "marketing-email", "granted");
        assertThat(ada.link().at("/headers/List-Unsubscribe").asString())
                .isEqualTo("<https://shop.example" + ada.path() + ">");
        assertThat(ada.link().at("/headers/List-Unsubscribe-Post").asString()).isEqualTo("List-Unsubscribe=One-Click");

        page(ada, "en");
        assertThat(last(ada, ConsentEvent.class)).as("to look changes nothing").isInstanceOf(ConsentGranted.class);
        assertThat(post(ada, "List-Unsubscribe=One-Click").status()).isEqualTo(200);
        assertThat(server.events(ConsentWithdrawn.class).stream()
                        .filter(one -> one.customerId().equals(ada.id())))
                .extracting(ConsentWithdrawn::purpose)
                .containsExactlyInAnyOrder("marketing", "marketing-email", "marketing-sms", "marketing-push");

        String multipart =
                "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
        Answer asMailProgramsDo = server.send(server.request(ada.path())
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(multipart)));
        assertThat(asMailProgramsDo.status()).isEqualTo(200);
    }

    @Test
    void passesRequestsOnToThoseWhoAnswerThem() {
        Person ada = person();
        post(ada, "act=copy");
        post(ada, "act=copy");
        assertThat(post(ada, "act=correction&wording=+").response().headers().firstValue("Location"))
                .hasValueSatisfying(where -> assertThat(where).endsWith("said=wording"));
        post(ada, "act=correction&wording=I+moved+to+Lyon");
        assertThat(requestsOf(ada, "open"))
                .extracting(one -> one.path("kind").asString())
                .containsExactlyInAnyOrder("COPY", "CORRECTION");
        assertThat(page(ada, "en").response().body()).contains("we are on it");

        JsonNode correction = requestsOf(ada, "open").stream()
                .filter(one -> one.path("kind").asString().equals("CORRECTION"))
                .findFirst()
                .orElseThrow();
        assertThat(Duration.between(
                        Instant.parse(correction.path("madeAt").asString()),
                        Instant.parse(correction.path("dueAt").asString())))
                .isEqualTo(Duration.ofDays(30));
        String one = "/api/subject-requests/" + correction.path("requestId").asString();
        assertThat(get(one).body().path("wording").asString()).isEqualTo("I moved to Lyon");
        assertThat(signedIn(one + "/closing", "{\"outcome\":\"FULFILLED\"}").status())
                .isEqualTo(200);
        assertThat(signedIn(one + "/closing", "{\"outcome\":\"REFUSED\"}")
                        .body()
                        .path("code")
                        .asString())
                .isEqualTo("request-closed");
        assertThat(requestsOf(ada, "open")).hasSize(1);

        post(ada, "act=erasure");
        signedIn("/api/customers/" + ada.id() + "/erasure", "{\"reason\":\"SUBJECT_REQUEST\"}");
        assertThat(requestsOf(ada, "open")).isEmpty();
        assertThat(requestsOf(ada, "closed")).hasSize(3);
        assertThat(get(one).body().path("wording").isString()).isFalse();
        assertThat(page(ada, "en").status()).isEqualTo(410);
    }

    @Test
    void opensNothingToAForgedOrFormerLink() {
        Person ada = person();
        Person bo = person();
        String forged = ada.path().replace(ada.id(), bo.id());
        assertThat(server.send(server.request(forged).GET()).status()).isEqualTo(404);
        assertThat(server.send(server.request("/preferences/x").GET()).status()).isEqualTo(404);

        PreferenceLinks links = server.bean(PreferenceLinks.class);
        Instant end = Instant.parse("2026-11-23T00:00:00Z");
        String token = links.mint(ada.id(), end);
        assertThat(links.find(token, end.minusSeconds(1))).hasValue(ada.id());
        assertThat(links.find(token, end)).isEmpty();
        assertThat(links.find(token.replace("." + end.getEpochSecond(), ".9" + end.getEpochSecond()), end))
                .isEmpty();
    }

    /** A client that still says what it was told long ago. */
    private static void report(String key, Person person, String message) {
        Answer answer = server.post(
                "/v1/track",
                key,
                "{\"event\":\"e\",\"userId\":\"" + person.name() + "\",\"messageId\":\"" + message
                        + "\",\"context\":{\"consent\":{\"categoryPreferences\":{\"analytics\":true}}}}");
        assertThat(answer.status()).isEqualTo(200);
    }

    private static List<JsonNode> requestsOf(Person person, String state) {
        return get("/api/subject-requests?state=" + state)
                .body()
                .path("requests")
                .valueStream()
                .filter(one -> one.path("customerId").asString().equals(person.id()))
                .toList();
    }

    private static <E extends ConsentEvent> E last(Person person, Class<E> type) {
        List<E> events = server.events(type).stream()
                .filter(one -> one.customerId().equals(person.id()))
                .toList();
        return events.get(events.size() - 1);
    }

    private static Answer page(Person person, String language) {
        return server.send(server.request(person.path())
                .header("Accept", "text/html")
                .header("Accept-Language", language)
                .GET());
    }

    private static Answer post(Person person, String form) {
        return server.send(server.request(person.path())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private static JsonNode decide(String user, String purpose, String state) {
        Answer answer = server.send(json("/api/consents/" + purpose)
                .PUT(BodyPublishers.ofString("{\"identifier\":{\"type\":\"user_id\",\"value\":\"" + user
                        + "\"},\"state\":\"" + state + "\",\"evidence\":\"said so\"}")));
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static Answer signedIn(String path, String body) {
        return server.send(json(path).POST(BodyPublishers.ofString(body)));
    }

    private static Answer get(String path) {
        return server.send(json(path).GET());
    }

    private static HttpRequest.Builder json(String path) {
        return server.request(path).header("Content-Type", "application/json").header("X-Signed-In", "ines");
    }
}
