package io.annals.query.audit;

import io.annals.eventstore.EventLog;
import io.annals.eventstore.LoggedEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stream read by position instead of by sequence, in either direction, a page at a time. Where a position lies is
 * found by halving, so that the middle of a long history costs as little as its ends.
 */
final class StreamPages {

    private static final int PAGE = 50;

    private final EventLog log;
    private final String stream;
    private final boolean forward;
    private final Deque<LoggedEvent> page = new ArrayDeque<>();
    /** Forward: the last one read. Backward: the first one read. */
    private long sequence;

    private StreamPages(EventLog log, String stream, boolean forward) {
        this.log = log;
        this.stream = stream;
        this.forward = forward;
    }

    /** The events after a position, oldest first. */
    static StreamPages after(EventLog log, String stream, long position) {
        StreamPages pages = new StreamPages(log, stream, true);
        pages.sequence = pages.firstBeyond(position) - 1;
        return pages;
    }

    /** The events before a position, newest first. */
    static StreamPages before(EventLog log, String stream, long position) {
        StreamPages pages = new StreamPages(log, stream, false);
        pages.sequence = pages.firstBeyond(position - 1);
        return pages;
    }

    /** The next event; {@code null} at the end. */
    @Nullable
    LoggedEvent peek() {
        if (page.isEmpty()) {
            fill();
        }
        return page.peek();
    }

    void pop() {
        page.pop();
    }

    private void fill() {
        if (forward) {
            List<LoggedEvent> next = log.readStream(stream, sequence, PAGE);
            next.forEach(page::add);
            sequence = next.isEmpty() ? sequence : next.get(next.size() - 1).sequence();
            return;
        }
        if (sequence <= 0) {
            return;
        }
        long from = Math.max(0, sequence - PAGE);
        log.readStream(stream, from - 1, (int) (sequence - from)).forEach(page::push);
        sequence = from;
    }

    /** The sequence of the first event beyond a position; the length of the stream when there is none. */
    private long firstBeyond(long position) {
        long low = 0;
        long high = 1;
        while (at(high - 1) != null && !beyond(high - 1, position)) {
            low = high;
            high *= 2;
        }
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (at(middle) == null || beyond(middle, position)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private boolean beyond(long candidate, long position) {
        LoggedEvent event = at(candidate);
        return event != null && event.position() > position;
    }

    private @Nullable LoggedEvent at(long candidate) {
        List<LoggedEvent> one = log.readStream(stream, candidate - 1, 1);
        return one.isEmpty() ? null : one.get(0);
    }
}
