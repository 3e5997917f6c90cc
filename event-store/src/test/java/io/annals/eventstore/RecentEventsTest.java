package io.annals.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

    private final RecentEvents recent = new RecentEvents();

    @Test
    void givesTheUnbrokenRunAfterAPosition() {
        recent.keep(events(1, 5));
        recent.keep(events(7, 9));

        assertThat(recent.after(2, 100)).isEqualTo(events(3, 5));
        assertThat(recent.after(2, 2)).isEqualTo(events(3, 4));
        assertThat(recent.after(5, 100)).isEmpty();
    }

    @Test
    void forgetsWhatWasOverwritten() {
        recent.keep(events(1, 10));
        recent.keep(events(8_193, 8_195)); // one turn of the ring later: 1, 2 and 3 are gone

        assertThat(recent.after(0, 100)).isEmpty();
        assertThat(recent.after(3, 100)).isEqualTo(events(4, 10));
        assertThat(recent.after(8_192, 100)).isEqualTo(events(8_193, 8_195));
    }

    @Test
    void isForThoseWhoGoAlongAndNotForAReplayOfThePast() {
        recent.keep(events(20_000, 20_010));

        assertThat(recent.wanted(20_010)).isTrue();
        assertThat(recent.wanted(15_000)).as("a little behind").isTrue();
        assertThat(recent.wanted(100)).as("replaying").isFalse();
    }

    private static List<LoggedEvent> events(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(position ->
                        new LoggedEvent(position, "s", position, "id-" + position, "noted", Instant.EPOCH, null))
                .toList();
    }
}
