package io.annals.command.tracking;

import io.annals.command.tracking.Outcomes.Outcome;
import java.time.Instant;
import java.util.List;

/** Told of every request once it is decided. */
record Arrivals(ArrivalCounts counts, LiveArrivals live) {

    void note(String source, Outcomes outcomes, Instant at) {
        List<Outcome> settled = outcomes.inOrder();
        counts.count(source, settled, at);
        live.add(source, settled, at);
    }
}
