package io.annals.eventstore;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the log for erasures alone, so that no process goes on knowing a person whom another one has erased. */
final class ErasureWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ErasureWatch.class);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final EventRows rows;
    private final EventLog events;
    private final List<Remembering> memories;
    private final Thread thread = new Thread(this::run, "erasure-watch");
    private volatile boolean closed;
    private long seen;

    ErasureWatch(EventRows rows, EventLog events, List<Remembering> memories) {
        this.rows = rows;
        this.events = events;
        this.memories = memories;
        this.seen = rows.head(); // memories begin empty
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                if (events.awaitBeyond(seen, PATIENCE)) {
                    long head = events.head();
                    rows.erased(seen, head).forEach(customer -> memories.forEach(memory -> memory.forget(customer)));
                    seen = head;
                }
            } catch (StoreUnavailable away) {
                log.debug("erasures are looked for again once the store is back", away);
                pause();
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    private synchronized void pause() {
        try {
            if (!closed) {
                wait(PATIENCE.toMillis());
            }
        } catch (InterruptedException stop) {
            closed = true;
        }
    }

    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.join();
    }
}
