package io.annals.command.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.command.identity.Naming;
import io.annals.contracts.customer.Identifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CallReaderTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void readsWhatSegmentsNodeClientSends() throws Rejected {
        Call call = inBatch(
                """
                {"batch":[{"type":"track","event":"Order Completed","userId":"u-1","properties":{"total":12.5},
                  "context":{"library":{"name":"@segment/analytics-node","version":"3.1.0"}},
                  "integrations":{},"timestamp":"2026-05-01T11:59:00.000Z","messageId":"node-next-1","_metadata":{}}],
                 "writeKey":"k","sentAt":"2026-05-01T12:00:00.000Z"}
                """);

        assertThat(call.messageId()).isEqualTo("node-next-1");
        assertThat(call.behavior()).satisfies(behavior -> {
            assertThat(behavior.name()).isEqualTo("Order Completed");
            assertThat(behavior.at()).isEqualTo("2026-05-01T11:59:00Z");
        });
        assertThat(call.identifiers()).containsExactly(new Identifier(Identifier.USER_ID, "u-1"));
    }

    @Test
    void readsWhatSegmentsBrowserClientSends() throws Rejected {
        Call call = single(
                "page",
                """
                {"type":"page","timestamp":"2026-05-01T12:00:00.000Z","integrations":{},"userId":null,"anonymousId":"a-1",
                 "name":"Home","properties":{"path":"/","url":"https://shop.example/"},
                 "context":{"page":{"path":"/"},"userAgent":"Mozilla/5.0","locale":"en"},
                 "messageId":"ajs-next-1","writeKey":"k","sentAt":"2026-05-01T12:00:00.100Z","_metadata":{"bundled":[]}}
                """);

        assertThat(call.kind()).isEqualTo("page");
        assertThat(call.identifiers()).containsExactly(new Identifier(Identifier.ANONYMOUS_ID, "a-1"));
        assertThat(Objects.requireNonNull(call.behavior()).name()).isEqualTo("Home");
    }

    @Test
    void readsWhatRudderstacksNodeClientSends() throws Rejected {
        Call call = inBatch(
                """
                {"batch":[{"type":"identify","userId":"u-1","traits":{"email":" Ada@Example.ORG "},"channel":"server",
                  "context":{"library":{"name":"analytics-node"}},"originalTimestamp":"2026-05-01T11:00:00.000Z",
                  "sentAt":"2026-05-01T11:30:00.000Z","messageId":"r-1"}]}
                """);

        assertThat(call.identifiers())
                .containsExactly(
                        new Identifier(Identifier.USER_ID, "u-1"), new Identifier(Identifier.EMAIL, "ada@example.org"));
        assertThat(Objects.requireNonNull(call.traits()).traits()).isEqualTo(Map.of("email", " Ada@Example.ORG "));
        assertThat(call.at()).isEqualTo("2026-05-01T11:30:00Z");
    }

    @Test
    void readsWhatJitsuSends() throws Rejected {
        Call call = single(
                "track",
                """
                {"type":"track","event":"signup","anonymousId":"a-1","traits":{},"properties":{"plan":"free"},
                 "context":{"ip":"127.0.0.1","library":{"name":"@jitsu/js"},"clientIds":{}},"requestIp":"127.0.0.1",
                 "sentAt":"2026-05-01T12:00:00.000Z","timestamp":"2026-05-01T12:00:00.000Z","messageId":"j-1"}
                """);

        assertThat(Objects.requireNonNull(call.behavior()).properties()).isEqualTo(Map.of("plan", "free"));
    }

    @Test
    void findsThePagesNameWhereJitsuPutsIt() throws Rejected {
        Call call = single("page", "{\"anonymousId\":\"a-1\",\"properties\":{\"name\":\"Home\"}}");

        assertThat(Objects.requireNonNull(call.behavior()).name()).isEqualTo("Home");
    }

    @Test
    void correctsAClockThatIsYearsWrong() throws Rejected {
        Call call = single(
                "track",
                """
                {"event":"e","userId":"u","originalTimestamp":"2031-01-01T00:00:00Z","sentAt":"2031-01-01T00:10:00Z"}
                """);

        assertThat(call.at()).isEqualTo("2026-05-01T11:50:00Z");
        assertThat(call.behavior()).satisfies(behavior -> {
            assertThat(behavior.originalAt()).isEqualTo("2031-01-01T00:00:00Z");
            assertThat(behavior.sentAt()).isEqualTo("2031-01-01T00:10:00Z");
            assertThat(behavior.receivedAt()).isEqualTo(NOW);
        });
    }

    @Test
    void letsNothingHappenAfterItWasReceived() throws Rejected {
        assertThat(single("track", "{\"event\":\"e\",\"userId\":\"u\",\"timestamp\":\"2031-01-01T00:00:00Z\"}")
                        .at())
                .isEqualTo(NOW);
    }

    @Test
    void keepsTheTimeOfAnImportedBehaviour() throws Rejected {
        assertThat(single("track", "{\"event\":\"e\",\"userId\":\"u\",\"timestamp\":\"2010-12-01T08:26:00Z\"}")
                        .at())
                .isEqualTo("2010-12-01T08:26:00Z");
    }

    @Test
    void putsTheBatchesContextUnderTheItems() throws Rejected {
        Call call = inBatch(
                """
                {"context":{"locale":"en","app":{"name":"till"}},
                 "batch":[{"type":"track","event":"e","userId":"u","context":{"locale":"zh"}}]}
                """);

        assertThat(Objects.requireNonNull(call.behavior()).context())
                .isEqualTo(Map.of("locale", "zh", "app", Map.of("name", "till")));
    }

    @Test
    void takesTheAddressFromTheSocketWhenAsked() throws Rejected {
        Call call = single("track", "{\"event\":\"e\",\"userId\":\"u\",\"context\":{\"direct\":true}}");

        assertThat(Objects.requireNonNull(call.behavior()).context()).containsEntry("ip", "192.0.2.7");
    }

    @Test
    void readsFurtherIdentifiersAndOrdersThem() throws Rejected {
        Call call = single(
                "track",
                """
                {"event":"e","anonymousId":"a-1","context":{"externalIds":[
                  {"id":"D-1","type":"device_id","collection":"users","encoding":"none"},
                  {"id":"u-9","type":"user_id","collection":"users","encoding":"none"},
                  {"id":"acc","type":"account_id","collection":"accounts","encoding":"none"},
                  {"id":7,"type":"odd"},{"id":"x","type":"No Good"},"text"]}}
                """);

        assertThat(call.identifiers())
                .containsExactly(
                        new Identifier("user_id", "u-9"),
                        new Identifier("anonymous_id", "a-1"),
                        new Identifier("device_id", "D-1"));
    }

    @Test
    void readsTheClientsConsentState() throws Rejected {
        Call call = single(
                "track",
                """
                {"event":"e","userId":"u","context":{"consent":{"categoryPreferences":{"Analytics":true,"Ads":false,"x":1}}}}
                """);

        assertThat(call.consents()).isEqualTo(Map.of("Analytics", true, "Ads", false));
    }

    @Test
    void takesNumbersForIds() throws Rejected {
        assertThat(single("track", "{\"event\":\"e\",\"userId\":12345}").identifiers())
                .containsExactly(new Identifier("user_id", "12345"));
    }

    @Test
    void linksAnAliasAndRecordsNothing() throws Rejected {
        Call call = single("alias", "{\"userId\":\"u\",\"previousId\":\"a-1\"}");

        assertThat(call.identifiers())
                .containsExactly(new Identifier("user_id", "u"), new Identifier("anonymous_id", "a-1"));
        assertThat(call.behavior()).isNull();
        assertThat(call.traits()).isNull();
    }

    @Test
    void rejectsWhatCanNeverBeRight() {
        rejects("identity-missing", "track", "{\"event\":\"e\"}");
        rejects("identity-blocked", "track", "{\"event\":\"e\",\"userId\":\"0000\",\"anonymousId\":\"null\"}");
        rejects("field-missing", "track", "{\"userId\":\"u\"}");
        rejects("field-missing", "track", "{\"userId\":\"u\",\"event\":\" \"}");
        rejects("field-missing", "group", "{\"userId\":\"u\"}");
        rejects("field-missing", "alias", "{\"userId\":\"u\"}");
        rejects("field-invalid", "track", "{\"userId\":\"u\",\"event\":\"e\",\"properties\":[]}");
        rejects("field-invalid", "track", "{\"userId\":\"u\",\"event\":\"e\",\"context\":\"x\"}");
        rejects("user-id-invalid", "track", "{\"userId\":{},\"event\":\"e\"}");
        rejects(
                "message-id-invalid",
                "track",
                "{\"userId\":\"u\",\"event\":\"e\",\"messageId\":\"" + "x".repeat(101) + "\"}");
        rejects("timestamp-invalid", "track", "{\"userId\":\"u\",\"event\":\"e\",\"timestamp\":\"yesterday\"}");
        rejects(
                "timestamp-invalid",
                "track",
                "{\"userId\":\"u\",\"event\":\"e\",\"timestamp\":\"+999999999-12-31T23:59:59Z\"}");
        rejects(
                "timestamp-invalid",
                "track",
                "{\"userId\":\"u\",\"event\":\"e\",\"timestamp\":\"1969-12-31T23:59:59Z\"}");
        rejects("timestamp-invalid", "track", "{\"userId\":\"u\",\"event\":\"e\",\"timestamp\":true}");
        rejects("item-too-large", "track", "{\"userId\":\"u\",\"event\":\"" + "e".repeat(33_000) + "\"}");
        rejects(
                "item-too-deep",
                "track",
                "{\"userId\":\"u\",\"event\":\"e\",\"properties\":{\"a\":" + "[".repeat(201) + "]".repeat(201) + "}}");
        rejects("type-unknown", null, "{\"userId\":\"u\",\"type\":\"steal\"}");
    }

    private static void rejects(String code, String kind, String body) {
        Json.Document document = Json.read(body.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> reader(document).read(0, document.whole(), kind))
                .isInstanceOfSatisfying(
                        Rejected.class, why -> assertThat(why.code()).isEqualTo(code));
    }

    private static Call single(String kind, String body) throws Rejected {
        Json.Document document = Json.read(body.getBytes(StandardCharsets.UTF_8));
        return reader(document).read(0, document.whole(), kind);
    }

    private static Call inBatch(String body) throws Rejected {
        Json.Document document = Json.read(body.getBytes(StandardCharsets.UTF_8));
        return reader(document).read(0, Objects.requireNonNull(document.batch()).get(0), null);
    }

    private static CallReader reader(Json.Document document) {
        Map<String, Object> fields = document.fields();
        return new CallReader(
                "shop",
                document.batch() == null ? null : fields.get("context"),
                document.batch() == null ? null : fields.get("sentAt"),
                "192.0.2.7",
                Naming.DEFAULTS,
                NOW);
    }
}
