package io.annals.query;

import static io.annals.query.Told.NOON;
import static io.annals.query.Told.attached;
import static io.annals.query.Told.did;
import static io.annals.query.Told.granted;
import static io.annals.query.Told.merged;
import static io.annals.query.Told.traits;
import static io.annals.query.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.Purpose;
import io.annals.query.Answers.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The query side as its callers see it. */
class QueryApiIT {

    private static final String[] VIEWS = {"customer-view", "customer-search", "behavior-index"};

    private static Answers answers;
    private static long head;

    @BeforeAll
    static void start() {
        answers = new Answers();
        answers.append(List.of(
                granted("anna", Purpose.COLLECTION, NOON),
                granted("anna", Purpose.PROFILING, NOON),
                attached("anna", Identifier.EMAIL, "anna@example.com", NOON),
                attached("anna", Identifier.USER_ID, "17850", NOON),
                traits("anna", NOON, Map.of("name", "Anna", "email", "anna@example.com", "country", "France")),
                did(
                        "anna",
                        "Order Completed",
                        NOON.plusSeconds(60),
                        Map.of(
                                "order_id",
                                "536365",
                                "revenue",
                                new BigDecimal("15.30"),
                                "email",
                                "anna@example.com",
                                "products",
                                List.of(Map.of(
                                        "product_id",
                                        "85123A",
                                        "name",
                                        "WHITE HANGING HEART",
                                        "category",
                                        "hearts"))))));
        answers.append(List.of(
                granted("visitor", Purpose.COLLECTION, NOON),
                did("visitor", "Product Viewed", NOON.minusSeconds(86_400), Map.of("category", "hearts")),
                merged("visitor", "anna", "visitor", NOON.plusSeconds(120))));
        answers.append(List.of(
                merged("anna", "anna", "visitor", NOON.plusSeconds(120)),
                withdrawn("anna", Purpose.MARKETING, NOON.plusSeconds(130))));
        head = answers.settled(VIEWS);
    }

    @AfterAll
    static void stop() {
        answers.close();
    }

    @Test
    void answersTheRootForAnAbsorbedCustomerWithEverythingPersonalMasked() {
        Answer answer = answers.get("/api/customers/visitor?minPosition=" + head);
        assertThat(answer.status()).isEqualTo(200);
        JsonNode view = answer.body();
        assertThat(view.path("customerId").asString()).isEqualTo("anna");
        assertThat(texts(view.path("members"), null)).containsExactly("anna", "visitor");
        assertThat(view.path("position").asLong()).isEqualTo(head);
        assertThat(view.path("firstSeen").asString()).isEqualTo("2026-02-28T12:00:00Z");
        assertThat(view.path("totals").path("orders").path("amount").decimalValue())
                .isEqualByComparingTo("15.30");
        assertThat(view.path("totals").path("orders").path("count").asInt()).isEqualTo(1);
        assertThat(texts(view.path("topCategories"), "name")).containsExactly("hearts");
        assertThat(texts(view.path("topProducts"), "name")).containsExactly("WHITE HANGING HEART");
        assertThat(texts(view.path("identifiers"), "value")).containsExactly("a***@e***.com", "1***");
        assertThat(view.toString())
                .doesNotContain("anna@example.com")
                .contains("a***@e***.com")
                .contains("A***");
        assertThat(view.path("days").path(0).path("day").asString()).isEqualTo("2026-02-28");
    }

    @Test
    void answersAsOfAndAsKnown() {
        JsonNode before =
                answers.get("/api/customers/anna?asOf=" + NOON.plusSeconds(100)).body();
        assertThat(texts(before.path("members"), null)).containsExactly("anna");
        assertThat(before.path("totals").path("events").asInt()).isEqualTo(1);
        assertThat(before.path("asOf").asString())
                .isEqualTo(NOON.plusSeconds(100).toString());

        JsonNode alone = answers.get("/api/customers/visitor?asOf=" + NOON.plusSeconds(100))
                .body();
        assertThat(alone.path("customerId").asString()).isEqualTo("visitor");

        JsonNode nobody =
                answers.get("/api/customers/anna?knownAt=2020-01-01T00:00:00Z").body();
        assertThat(nobody.path("position").asInt()).isZero();
        assertThat(nobody.path("identifiers")).isEmpty();
    }

    @Test
    void findsCustomers() {
        String fresh = "&minPosition=" + head;
        assertThat(answers.get("/api/customers?q=france" + fresh)
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(answers.get("/api/customers?q=17850")
                        .body()
                        .path("customers")
                        .path(0)
                        .path("customerId")
                        .asString())
                .isEqualTo("anna");
        JsonNode byMail =
                answers.get("/api/customers?identifier=email:ANNA@example.com").body();
        assertThat(byMail.path("total").asInt()).isEqualTo(1);
        assertThat(byMail.toString()).doesNotContain("anna@example.com");
        assertThat(answers.get("/api/customers?q=nowhere").body().path("total").asInt())
                .isZero();
        assertThat(answers.get("/api/customers?sort=amount&limit=1").body().path("customers"))
                .hasSize(1);
    }

    @Test
    void tellsTheHistoryOverAllStreamsInBothDirections() {
        List<Long> forward = positions("asc");
        assertThat(forward).hasSize(11).isSorted();
        List<Long> backward = new ArrayList<>(positions("desc"));
        Collections.reverse(backward);
        assertThat(backward).isEqualTo(forward);

        JsonNode orders = answers.get("/api/customers/anna/history?name=Order%20Completed")
                .body();
        assertThat(orders.path("events")).hasSize(1);
        JsonNode event = orders.path("events").path(0);
        assertThat(event.path("name").asString()).isEqualTo("behavior-recorded");
        assertThat(event.toString())
                .contains("WHITE HANGING HEART", "analytics.js", "Order Completed", "536365")
                .doesNotContain("anna@example.com", "203.0.113.9");
        assertThat(answers.get("/api/customers/anna/history?name=identifier-attached")
                        .body()
                        .toString())
                .doesNotContain("anna@example.com", "17850");
    }

    private static List<Long> positions(String order) {
        List<Long> positions = new ArrayList<>();
        long after = 0;
        while (true) {
            JsonNode page = answers.get("/api/customers/anna/history?limit=2&order=" + order + "&after=" + after)
                    .body();
            page.path("events")
                    .forEach(event -> positions.add(event.path("position").asLong()));
            if (!page.path("next").isNumber()) {
                return positions;
            }
            after = page.path("next").asLong();
        }
    }

    @Test
    void previewsASegment() {
        JsonNode preview = answers.post(
                        "/api/segments/preview?minPosition=" + head,
                        "{\"rule\":{\"all\":[{\"trait\":\"country\",\"is\":\"equals\",\"value\":\"France\"},"
                                + "{\"did\":\"Order Completed\",\"atLeast\":1}]},\"sampleSize\":3}")
                .body();
        assertThat(preview.path("count").asInt()).isEqualTo(1);
        assertThat(preview.path("of").asInt()).isEqualTo(1);
        assertThat(preview.path("sample").path(0).path("customerId").asString()).isEqualTo("anna");
        assertThat(preview.path("position").asLong()).isEqualTo(head);
        JsonNode vocabulary = answers.get("/api/segments/vocabulary").body();
        assertThat(texts(vocabulary.path("traits"), "name")).containsExactly("country");
        assertThat(texts(vocabulary.path("totals"), null)).contains("orders.amount");
    }

    @Test
    void saysWhereAMistakeInARuleIs() {
        Answer answer = answers.post(
                "/api/segments/preview", "{\"rule\":{\"all\":[{\"did\":\"Page\",\"atLeast\":1,\"withinDays\":0}]}}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("code").asString()).isEqualTo("rule-invalid");
        assertThat(answer.body().path("detail").asString()).startsWith("/all/0/withinDays");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/customers/nobody, 404",
        "/api/customers/nobody?asOf=2026-01-01T00:00:00Z, 404",
        "/api/customers/nobody/history, 404",
        "/api/customers/anna?asOf=yesterday, 400",
        "/api/customers/anna?minPosition=-1, 400",
        "/api/customers/anna?minPosition=x, 400",
        "/api/customers/anna?minPosition=999999, 503",
        "/api/customers?limit=0, 400",
        "/api/customers?limit=1e9, 400",
        "/api/customers?sort=name, 400",
        "/api/customers?identifier=anna, 400",
        "/api/customers/anna/history?order=up, 400",
        "/api/customers/anna/history?after=9999999999999999999999, 400",
        "/api/views/nothing/replays/current, 404",
        "/api/views/customer-view/replays/current, 404",
    })
    void refusesWithAProblem(String path, int status) {
        Answer answer = answers.get(path);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | 400",
                "[] | 400",
                "{} | 422",
                "{\"rule\":7} | 422",
                "{\"rule\":{\"total\":\"events\",\"is\":\"gt\",\"value\":1e999999999}} | 422",
                "{\"rule\":{\"trait\":\"email\",\"is\":\"exists\"}} | 422",
                "{\"rule\":{\"all\":[]},\"sampleSize\":100000} | 400",
            })
    void refusesABodyWithAProblem(String body, int status) {
        assertThat(answers.post("/api/segments/preview", body).status()).isEqualTo(status);
    }

    @Test
    void survivesANestedBomb() {
        String bomb = "{\"not\":".repeat(3_000) + "{}" + "}".repeat(3_000);
        assertThat(answers.post("/api/segments/preview", "{\"rule\":" + bomb + "}")
                        .status())
                .isBetween(400, 422);
    }

    @Test
    void countsWhatWasDoneOverTime() {
        JsonNode all = answers.get(
                        "/api/behaviors?from=2026-02-01T00:00:00Z&to=2026-04-01T00:00:00Z&minPosition=" + head)
                .body();
        assertThat(all.path("total").asInt()).isEqualTo(2);
        assertThat(all.path("interval").asString()).isEqualTo("day");
        assertThat(texts(all.path("series"), "name")).containsExactlyInAnyOrder("Order Completed", "Product Viewed");
        assertThat(all.path("recent")).isEmpty();

        JsonNode hers = answers.get("/api/behaviors?customer=anna&from=2026-02-28T12:00:00Z&to=2026-03-01T12:01:00Z")
                .body();
        assertThat(hers.path("interval").asString()).isEqualTo("hour");
        assertThat(hers.at("/series/0/points/0/at").asString()).isEqualTo("2026-02-28T12:00:00Z");
        assertThat(texts(hers.path("recent"), "name"))
                .as("the end is not included")
                .containsExactly("Product Viewed");
        assertThat(answers.get("/api/behaviors?customer=anna&name=Order%20Completed&from=2026-02-01T00:00:00Z")
                        .body()
                        .at("/recent/0/amount")
                        .decimalValue())
                .isEqualByComparingTo("15.3");
        assertThat(answers.get("/api/behaviors?time=recordedAt")
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void saysHowTheViewsAre() {
        JsonNode views = answers.get("/api/views").body();
        assertThat(views.path("head").asLong()).isEqualTo(head);
        assertThat(texts(views.path("views"), "view")).containsExactlyInAnyOrder(VIEWS);
        Answer started = answers.post("/api/views/behavior-index/replays", "");
        assertThat(started.status()).isEqualTo(202);
        assertThat(started.body().path("state").asString()).isIn("building", "comparing", "switched");
        assertThat(answers.get("/api/views/behavior-index/replays/current").status())
                .isEqualTo(200);
        assertThat(answers.post("/api/views/customer-view/parked/anna/retry", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void describesEveryOperation() {
        JsonNode paths = answers.get("/openapi.json").body().path("paths");
        assertThat(paths.size()).isGreaterThan(20);
        for (JsonNode path : paths) {
            for (JsonNode operation : path) {
                assertThat(operation.path("summary").asString("")).isNotEmpty();
                assertThat(operation.path("tags")).isNotEmpty();
                assertThat(operation.path("responses").toString()).containsAnyOf("#/components/schemas/", "text/html");
            }
        }
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> field == null ? item.asString() : item.path(field).asString())
                .toList();
    }
}
