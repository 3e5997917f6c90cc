package io.annals.query;

import static io.annals.query.Told.NOON;
import static io.annals.query.Told.did;
import static io.annals.query.Told.granted;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.contracts.customer.CustomerEvent;
import io.annals.contracts.customer.Purpose;
import io.annals.query.Answers.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** More customers than one answer may hold. */
class PagingIT {

    private static final int CUSTOMERS = 250;

    private static Answers answers;

    @BeforeAll
    static void start() {
        answers = new Answers();
        List<CustomerEvent> events = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            events.add(granted("c" + i, Purpose.COLLECTION, NOON));
            // Some share their last day, and some have none at all.
            if (i % 3 != 0) {
                events.add(did("c" + i, "Page", NOON.plusSeconds(i / 10), Map.of()));
            }
        }
        answers.append(events);
        answers.settled("customer-search");
    }

    @AfterAll
    static void stop() {
        answers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lastSeen", "firstSeen", "events", "amount"})
    void showsEverybodyOnce(String sort) {
        List<String> seen = new ArrayList<>();
        String path = "/api/customers?limit=60&sort=" + sort;
        String next = "&minPosition=1";
        while (next != null) {
            Answer page = answers.get(path + next);
            assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
            assertThat(page.body().path("total").asInt()).isEqualTo(CUSTOMERS);
            for (JsonNode customer : page.body().path("customers")) {
                seen.add(customer.path("customerId").asString());
            }
            next = page.body().has("next")
                    ? "&after=" + page.body().path("next").asString()
                    : null;
        }
        assertThat(seen).hasSize(CUSTOMERS).doesNotHaveDuplicates();
    }

    @Test
    void refusesAPlaceInAnotherOrder() {
        String next =
                answers.get("/api/customers?sort=events").body().path("next").asString();
        for (String after : List.of(next, "", "x", "e30", "%F0%9F%98%80")) {
            Answer answer = answers.get("/api/customers?sort=amount&after=" + after);
            assertThat(answer.status()).as(after).isEqualTo(400);
            assertThat(answer.body().path("code").asString()).isEqualTo("parameter-invalid");
        }
    }
}
