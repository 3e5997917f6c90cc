package io.annals.query.customer;

import static io.annals.query.Told.NOON;
import static io.annals.query.Told.did;
import static io.annals.query.Told.granted;
import static io.annals.query.Told.merged;
import static io.annals.query.Told.traits;
import static io.annals.query.Told.unmerged;
import static io.annals.query.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.contracts.customer.CustomerEvent;
import io.annals.contracts.customer.Purpose;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.LoggedEvent;
import io.annals.projections.customer.Checkpoints;
import io.annals.projections.customer.CustomerPartial;
import io.annals.projections.customer.Family;
import io.annals.query.Answers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is answered with the help of checkpoints is what a fold of every event from the first one gives. */
class RetrospectionIT {

    private static final List<String> CUSTOMERS = List.of("ada", "ben", "cleo");
    private static final int SECONDS = 1_000_000;
    private static final int PAGES = 8;
    private static final int QUESTIONS = 1_200;

    private static Answers answers;

    @BeforeAll
    static void start() {
        answers = new Answers();
    }

    @AfterAll
    static void stop() {
        answers.close();
    }

    @Test
    void equalsAFoldFromTheBeginning() {
        Random random = new Random(7);
        for (String customer : CUSTOMERS) {
            answers.append(List.of(granted(customer, Purpose.COLLECTION, NOON.minusSeconds(SECONDS))));
        }
        Retrospect retrospect = new Retrospect(answers.bean(EventLog.class), answers.bean(Checkpoints.class));
        for (int page = 0; page < PAGES; page++) {
            for (String customer : CUSTOMERS) {
                answers.append(events(customer, random, page));
            }
            askAtRandom(retrospect, random);
        }
        assertThat(answers.bean(Checkpoints.class).blocks("ada").all())
                .hasSizeGreaterThanOrEqualTo(4)
                .anyMatch(Checkpoints.Block::folded);
    }

    /** Some 150, mostly in the order in which they happened; some late, some from clocks that are ahead. */
    private static List<CustomerEvent> events(String customer, Random random, int page) {
        List<CustomerEvent> events = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            long second = page * (SECONDS / PAGES) + i * 500L;
            int fate = random.nextInt(100);
            if (fate < 10) {
                second = random.nextInt(SECONDS);
            } else if (fate == 10 && page > 4) {
                second += SECONDS;
            }
            events.add(event(customer, random, NOON.plusSeconds(second), page + "-" + i));
        }
        return events;
    }

    private static CustomerEvent event(String customer, Random random, Instant at, String number) {
        String other = CUSTOMERS.get((CUSTOMERS.indexOf(customer) + 1 + random.nextInt(2)) % 3);
        return switch (random.nextInt(80)) {
            case 0, 1 -> granted(customer, Purpose.PROFILING, at);
            case 2, 3 -> withdrawn(customer, Purpose.PROFILING, at);
            case 4, 5 -> traits(customer, at, Map.of("plan", number));
            case 6 -> merged(customer, customer, other, at);
            case 7 -> merged(customer, other, customer, at);
            case 8, 9 -> unmerged(customer, customer, other, at);
            case 10 -> unmerged(customer, other, customer, at);
            default -> did(customer, "Order Completed", at, Map.of("order_id", number, "revenue", 7));
        };
    }

    private static void askAtRandom(Retrospect retrospect, Random random) {
        Map<String, List<LoggedEvent>> log = new HashMap<>();
        CUSTOMERS.forEach(
                customer -> log.put(customer, answers.bean(EventLog.class).readStream(customer, -1, 10_000)));
        for (int i = 0; i < QUESTIONS / PAGES; i++) {
            String customer = CUSTOMERS.get(random.nextInt(CUSTOMERS.size()));
            List<LoggedEvent> events = log.get(customer);
            Instant asOf = random.nextInt(4) == 0 ? null : NOON.plusSeconds(random.nextInt(2 * SECONDS) - SECONDS / 2);
            Instant knownAt = random.nextInt(4) > 0
                    ? null
                    : events.get(random.nextInt(events.size())).recordedAt();
            Family expected = Family.of(customer, stream -> fromTheBeginning(log.get(stream), asOf, knownAt));
            Retrospect.Past past = retrospect.find(customer, asOf, knownAt);
            assertThat(past).isNotNull();
            assertThat(past.unreadable()).isNull();
            assertThat(JsonMapper.shared().writeValueAsString(past.family()))
                    .as("%s as of %s, known at %s", customer, asOf, knownAt)
                    .isEqualTo(JsonMapper.shared().writeValueAsString(expected));
        }
    }

    private static CustomerPartial fromTheBeginning(
            List<LoggedEvent> events, @Nullable Instant asOf, @Nullable Instant knownAt) {
        CustomerPartial partial = CustomerPartial.of(events.get(0).stream());
        for (LoggedEvent event : events) {
            CustomerEvent said = (CustomerEvent) event.payload();
            if ((knownAt == null || !event.recordedAt().isAfter(knownAt))
                    && (asOf == null || !CustomerPartial.eventTime(said).isAfter(asOf))) {
                partial.apply(said, event.sequence(), event.position());
            }
        }
        return partial;
    }
}
