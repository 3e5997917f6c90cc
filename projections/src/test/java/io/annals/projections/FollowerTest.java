package io.annals.projections;

import static io.annals.projections.Said.NOON;
import static io.annals.projections.Said.did;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.contracts.view.ViewStatus.Parked;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowerTest {

    private final ListedLog log = new ListedLog();
    private final ListedGeneration generation = new ListedGeneration();
    private final AtomicBoolean lease = new AtomicBoolean(true);
    private final Follower follower = new Follower("test", log, lease::get, () -> generation, Clock.systemUTC());

    @AfterEach
    void stop() {
        follower.close();
    }

    @Test
    void stopsExactlyWhereItIsTold() throws Exception {
        said(50_000);
        for (long position : List.of(1L, 2_000L, 12_345L, 49_999L)) {
            follower.holdAt(position);
            if (position == 1) {
                follower.start();
            }
            assertThat(follower.awaitHolding(() -> false)).isEqualTo(position);
            assertThat(generation.bookmark().position()).isEqualTo(position);
        }
        assertThat(generation.positions)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 49_999).boxed().toList());
    }

    @Test
    void parksOnlyTheStreamThatCannotBeFolded() throws Exception {
        for (int i = 0; i < 100; i++) {
            log.append(did("c" + i % 10, i == 37 || i == 47 ? ListedGeneration.POISON : "Page", NOON));
        }
        reach(100);
        assertThat(follower.bookmark().parked()).singleElement().satisfies(parked -> {
            assertThat(parked.stream()).isEqualTo("c7");
            assertThat(parked.position()).isEqualTo(38);
            assertThat(parked.error()).contains("IllegalArgumentException").doesNotContain("said");
        });
        assertThat(generation.positions).hasSize(93).contains(8L, 18L, 28L).doesNotContain(38L, 58L);

        assertThat(follower.retry("c7").join()).isFalse();
        assertThat(follower.bookmark().parked()).extracting(Parked::position).containsExactly(38L);
        generation.mended = true;
        assertThat(follower.retry("c7").join()).isTrue();
        assertThat(generation.bookmark().parked()).isEmpty();
        assertThat(generation.positions).hasSize(100);
    }

    @Test
    void waitsForAnEngineThatIsAway() throws Exception {
        said(10);
        generation.down.set(3);
        reach(10);
        assertThat(follower.bookmark().parked()).isEmpty();
        assertThat(generation.positions).hasSize(10);
    }

    @Test
    void writesNothingWithoutTheLease() throws Exception {
        said(10);
        lease.set(false);
        follower.start();
        follower.holdAt(10);
        log.awaitBeyond(10, Duration.ofMillis(100));
        assertThat(follower.generation()).isNull();
        assertThat(generation.positions).isEmpty();
        lease.set(true);
        assertThat(follower.awaitHolding(() -> false)).isEqualTo(10);
    }

    private void said(int events) {
        for (int i = 0; i < events; i++) {
            log.append(did("c" + i % 100, "Page", NOON));
        }
    }

    private void reach(long position) throws InterruptedException {
        follower.holdAt(position);
        follower.start();
        assertThat(follower.awaitHolding(() -> false)).isEqualTo(position);
    }
}
