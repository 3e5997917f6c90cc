package io.annals.projections.customer;

import static io.annals.projections.Said.NOON;
import static io.annals.projections.Said.attached;
import static io.annals.projections.Said.did;
import static io.annals.projections.Said.granted;
import static io.annals.projections.Said.merged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.annals.contracts.behavior.BehaviorsFound.Interval;
import io.annals.contracts.customer.ErasureEvent.CustomerErased;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityEvent.CustomersUnmerged;
import io.annals.contracts.customer.Purpose;
import io.annals.contracts.view.Replay;
import io.annals.contracts.view.Replay.State;
import io.annals.contracts.view.ViewStatus;
import io.annals.projections.Platform;
import io.annals.projections.ViewReplays;
import io.annals.projections.ViewStatuses;
import io.annals.projections.behavior.BehaviorSearch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever people do, are taken for and ask for, in whatever order: views rebuilt after it equal the live ones, nothing of
 * the erased is found in any of them, and the others miss nothing.
 */
class ErasurePropertiesIT {

    private static final List<String> VIEWS = List.of(CustomerViews.VIEW, CustomerSearch.VIEW, BehaviorSearch.VIEW);
    private static final int PEOPLE = 24;
    private static final int STEPS = 400;

    /** What the log says, without reading it. */
    private static final class World {
        private final Random random;
        private final Platform platform;
        private final Map<String, Integer> behaviors = new TreeMap<>();
        private final Map<String, String> rootOf = new HashMap<>();
        private final Set<String> erased = new LinkedHashSet<>();

        World(long seed, Platform platform) {
            this.random = new Random(seed);
            this.platform = platform;
            for (int i = 0; i < PEOPLE; i++) {
                String stream = "c" + i;
                behaviors.put(stream, 0);
                platform.append(
                        stream,
                        granted(stream, Purpose.COLLECTION, NOON),
                        attached(stream, Identifier.USER_ID, "u" + i, NOON));
            }
        }

        void step() {
            List<String> alive = new ArrayList<>(behaviors.keySet());
            String one = alive.get(random.nextInt(alive.size()));
            int dice = random.nextInt(100);
            if (dice < 70) {
                behave(one);
                return;
            }
            if (dice < 82) {
                merge(root(one), root(alive.get(random.nextInt(alive.size()))));
                return;
            }
            if (dice < 94) {
                unmerge(one);
                return;
            }
            if (behaviors.size() > PEOPLE / 3) {
                erase(one);
            }
        }

        private void behave(String stream) {
            Instant late = NOON.plusSeconds(random.nextInt(20_000_000)); // some quarters: several keys each
            platform.append(stream, did(stream, "Page of " + stream, late));
            behaviors.merge(stream, 1, Integer::sum);
        }

        private void merge(String root, String absorbed) {
            if (root.equals(absorbed)) {
                return;
            }
            platform.append(root, merged(root, root, absorbed, NOON));
            platform.append(absorbed, merged(absorbed, root, absorbed, NOON));
            rootOf.put(absorbed, root);
        }

        private void unmerge(String absorbed) {
            String root = rootOf.get(absorbed);
            if (root == null) {
                return;
            }
            for (String stream : family(absorbed)) {
                platform.append(stream, new CustomersUnmerged(stream, root, absorbed, "two people", "ines", NOON));
            }
            rootOf.remove(absorbed);
        }

        private void erase(String stream) {
            List<String> family = family(stream);
            Collections.reverse(family);
            String request = UUID.randomUUID().toString();
            for (String member : family) {
                platform.append(member, new CustomerErased(member, request, NOON));
                behaviors.remove(member);
                rootOf.remove(member);
                erased.add(member);
            }
        }

        String root(String stream) {
            String parent = rootOf.get(stream);
            return parent == null ? stream : root(parent);
        }

        /** The root first, everybody after whoever absorbed them. */
        List<String> family(String stream) {
            List<String> family = new ArrayList<>();
            Deque<String> open = new ArrayDeque<>(List.of(root(stream)));
            while (!open.isEmpty()) {
                String next = open.pop();
                family.add(next);
                rootOf.forEach((child, parent) -> {
                    if (parent.equals(next)) {
                        open.add(child);
                    }
                });
            }
            return family;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingOfTheErasedIsLeftAndNothingOfTheOthersIsLost(long seed) {
        try (Platform platform = new Platform()) {
            World world = new World(seed, platform);
            for (int step = 0; step < STEPS; step++) {
                world.step();
                if (step == STEPS / 2) {
                    platform.await(VIEWS.toArray(String[]::new)); // a view that has not begun cannot be rebuilt
                    VIEWS.forEach(platform.get(ViewReplays.class)::start); // among everything else
                }
            }
            rebuilt(platform);
            holds(world, platform);

            VIEWS.forEach(platform.get(ViewReplays.class)::start);
            rebuilt(platform);
            holds(world, platform);
            for (ViewStatus view : platform.get(ViewStatuses.class).all()) {
                assertThat(view.parked()).isEmpty();
            }
        }
    }

    private static void rebuilt(Platform platform) {
        for (String view : VIEWS) {
            await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
                Replay replay = platform.get(ViewReplays.class).current(view);
                assertThat(replay.state()).as("%s", replay).isEqualTo(State.switched);
                assertThat(replay.differenceCount()).isZero();
            });
        }
        platform.await(VIEWS.toArray(String[]::new));
    }

    private static void holds(World world, Platform platform) {
        CustomerViews views = platform.get(CustomerViews.class);
        CustomerSearch search = platform.get(CustomerSearch.class);
        BehaviorSearch behaviors = platform.get(BehaviorSearch.class);
        search.refresh();
        behaviors.refresh();
        for (String gone : world.erased) {
            assertThat(views.find(gone)).isNull();
            assertThat(search.find(gone, null, CustomerSearch.Order.EVENTS, null, 10, NOON)
                            .customers())
                    .noneMatch(found -> found.customerId().equals(gone));
            assertThat(count(behaviors, gone)).isZero();
        }
        world.behaviors.keySet().forEach(stream -> {
            Family family = views.find(stream);
            assertThat(family).isNotNull();
            assertThat(family.root()).isEqualTo(world.root(stream));
            List<String> members = world.family(stream);
            long events = members.stream().mapToLong(world.behaviors::get).sum();
            assertThat(family.profile()
                            .view(family.root(), null, null, NOON)
                            .totals()
                            .events())
                    .as(stream)
                    .isEqualTo(events);
            assertThat(count(behaviors, stream))
                    .isEqualTo(world.behaviors.get(stream).longValue());
        });
        long roots =
                world.behaviors.keySet().stream().map(world::root).distinct().count();
        assertThat(search.find(null, null, CustomerSearch.Order.EVENTS, null, 100, NOON)
                        .total())
                .isEqualTo(roots);
    }

    private static long count(BehaviorSearch search, String stream) {
        return search.find(new BehaviorSearch.Question(
                        null,
                        List.of(stream),
                        BehaviorSearch.Time.at,
                        NOON.minusSeconds(1),
                        NOON.plusSeconds(30_000_000),
                        Interval.month))
                .total();
    }
}
