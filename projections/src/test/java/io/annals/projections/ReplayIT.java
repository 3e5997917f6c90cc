package io.annals.projections;

import static io.annals.projections.Said.NOON;
import static io.annals.projections.Said.attached;
import static io.annals.projections.Said.did;
import static io.annals.projections.Said.granted;
import static io.annals.projections.Said.merged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.annals.contracts.customer.CustomerEvent;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.Purpose;
import io.annals.contracts.view.Replay;
import io.annals.contracts.view.Replay.State;
import io.annals.contracts.view.ViewStatus;
import io.annals.projections.customer.CustomerSearch;
import io.annals.projections.customer.CustomerViews;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A view is rebuilt beside the one that serves, compared, and switched. */
class ReplayIT {

    private static final List<String> VIEWS = List.of(CustomerViews.VIEW, CustomerSearch.VIEW, "behavior-index");

    private Platform platform;

    @BeforeEach
    void start() {
        platform = new Platform();
        platform.appendAll(history());
        platform.await(VIEWS.toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    /** Small pages' worth of everything, in several appends, so that batches end in the middle of things. */
    private static List<CustomerEvent> history() {
        Random random = new Random(7);
        List<CustomerEvent> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            events.add(granted("c" + i, Purpose.COLLECTION, NOON));
            events.add(granted("c" + i, Purpose.PROFILING, NOON));
            events.add(attached("c" + i, Identifier.USER_ID, "u" + i, NOON));
        }
        for (int i = 0; i < 5_000; i++) {
            String customer = "c" + random.nextInt(60);
            events.add(did(
                    customer,
                    random.nextBoolean() ? "Order Completed" : "Page",
                    NOON.plusSeconds(random.nextInt(1_000_000)),
                    Map.of("order_id", "o" + random.nextInt(500), "revenue", random.nextInt(10_000) / 100.0)));
            if (i % 1_000 == 500) {
                int pair = i / 1_000;
                events.add(merged("c" + pair, "c" + pair, "c" + (pair + 1), NOON));
                events.add(merged("c" + (pair + 1), "c" + pair, "c" + (pair + 1), NOON));
            }
        }
        return events;
    }

    @Test
    void aRebuiltViewEqualsTheLiveOneAndTakesOver() throws Exception {
        ViewReplays replays = platform.get(ViewReplays.class);
        VIEWS.forEach(replays::start);
        assertThatThrownBy(() -> replays.start(CustomerViews.VIEW))
                .hasFieldOrPropertyWithValue("code", "replay-running");
        for (String view : VIEWS) {
            Replay replay = ended(view);
            assertThat(replay.state()).as("%s", replay).isEqualTo(State.switched);
            assertThat(replay.differenceCount()).isZero();
            assertThat(replay.compared()).isPositive();
        }
        platform.append("c3", did("c3", "Page", NOON));
        platform.await(VIEWS.toArray(String[]::new));
        for (ViewStatus status : platform.get(ViewStatuses.class).all()) {
            assertThat(status.generation()).isEqualTo("2");
            assertThat(status.lag()).isZero();
        }
        for (View view : views()) {
            assertThat(view.generations()).containsExactly("2");
        }
        assertThat(platform.get(CustomerViews.class).find("c3")).isNotNull();
    }

    @Test
    void aDifferentViewWaitsForAWord() throws Exception {
        tamper();
        ViewReplays replays = platform.get(ViewReplays.class);
        replays.start(CustomerViews.VIEW);
        Replay replay = ended(CustomerViews.VIEW);
        assertThat(replay.state()).isEqualTo(State.different);
        assertThat(replay.differenceCount()).isEqualTo(1);
        assertThat(replay.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.id()).isEqualTo("c33");
            assertThat(difference.live()).isNull();
            assertThat(difference.rebuilt()).isNotNull();
        });
        assertThat(platform.get(CustomerViews.class).find("c33")).isNull();

        assertThat(replays.abandon(CustomerViews.VIEW).state()).isEqualTo(State.abandoned);
        assertThat(platform.get(CustomerViews.class).find("c33")).isNull();

        replays.start(CustomerViews.VIEW);
        assertThat(ended(CustomerViews.VIEW).state()).isEqualTo(State.different);
        assertThat(replays.accept(CustomerViews.VIEW).state()).isEqualTo(State.switched);
        assertThat(platform.get(CustomerViews.class).find("c33")).isNotNull();
        platform.append("c33", did("c33", "Page", NOON));
        platform.await(CustomerViews.VIEW);
        assertThat(platform.get(ViewStatuses.class).all().get(0).parked()).isEmpty();
    }

    @Test
    void anUnfinishedReplayIsDroppedAtTheNextStart() throws Exception {
        tamper();
        platform.get(ViewReplays.class).start(CustomerViews.VIEW);
        assertThat(ended(CustomerViews.VIEW).state()).isEqualTo(State.different);
        platform.restart();
        platform.append("c1", did("c1", "Page", NOON));
        platform.await(VIEWS.toArray(String[]::new));
        Replay left = platform.get(ViewReplays.class).current(CustomerViews.VIEW);
        assertThat(left.state()).isEqualTo(State.abandoned);
        assertThat(left.note()).isNotNull();
        for (View view : views()) {
            assertThat(view.generations()).containsExactly("1");
        }
    }

    /** What no event explains: a customer's document is gone. */
    private void tamper() {
        platform.get(MongoDatabase.class).getCollection("customer-view-1").deleteOne(Filters.eq("_id", "c33"));
    }

    private List<View> views() {
        return List.copyOf(platform.all(View.class));
    }

    private Replay ended(String view) throws InterruptedException {
        ViewReplays replays = platform.get(ViewReplays.class);
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        Replay replay = replays.current(view);
        while (List.of(State.building, State.comparing).contains(replay.state())) {
            assertThat(System.nanoTime()).as("%s", replay).isLessThan(deadline);
            platform.log().awaitBeyond(Long.MAX_VALUE - 1, Duration.ofMillis(50));
            replay = replays.current(view);
        }
        return replay;
    }
}
