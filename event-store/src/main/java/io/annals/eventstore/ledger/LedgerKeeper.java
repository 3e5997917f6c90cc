package io.annals.eventstore.ledger;

import io.annals.eventstore.EventLog;
import io.annals.eventstore.StoreUnavailable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log with a thread of its own and keeps the ledger over it. One process at a time does, by an advisory lock
 * of the very session that writes: whoever loses the session can write no more. Intake never waits for it.
 */
public final class LedgerKeeper implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LedgerKeeper.class);

    /** "ledger" in ASCII. */
    private static final long LOCK = 0x6c6564676572L;

    /** Events between two heads at most; keeps a transaction short while catching up. */
    private static final int PAGE = 20_000;

    private static final Duration ASK_EVERY = Duration.ofSeconds(1);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DataSource database;
    private final EventLog events;
    private final LedgerFolder folder;
    private final Duration interval;
    private final Clock clock;
    private final Consumer<String> witness;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final BlockingQueue<CompletableFuture<String>> keyChanges = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "ledger");
    private volatile String trouble = "";

    /**
     * @param interval between two heads while events come in
     * @param witness is told each signed head once it is held in the folder
     */
    LedgerKeeper(
            DataSource database,
            EventLog events,
            LedgerFolder folder,
            Duration interval,
            Clock clock,
            Consumer<String> witness) {
        this.database = database;
        this.events = events;
        this.folder = folder;
        this.interval = interval;
        this.clock = clock;
        this.witness = witness;
        thread.setDaemon(true);
        thread.start();
    }

    /** Why the ledger stands still, as far as this process knows. */
    public Optional<String> trouble() {
        return Optional.of(trouble).filter(why -> !why.isEmpty());
    }

    /**
     * Signs with a fresh key from now on.
     *
     * @return its id; empty when this process does not keep the ledger
     */
    public Optional<String> changeKey() throws InterruptedException {
        CompletableFuture<String> change = new CompletableFuture<>();
        keyChanges.add(change);
        try {
            return Optional.of(change.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException e) {
            keyChanges.remove(change);
            return Optional.empty();
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        thread.join();
    }

    private void run() {
        boolean open = true;
        while (open) {
            try {
                take();
            } catch (LedgerBroken e) {
                tell(String.valueOf(e.getMessage()), e);
            } catch (SQLException | StoreUnavailable e) {
                tell("The ledger waits for PostgreSQL: " + e.getMessage(), e);
            } catch (IOException | RuntimeException e) {
                tell("The ledger cannot be written: " + e.getMessage(), e);
            }
            open = pause(TRY_AGAIN_AFTER);
        }
    }

    private void tell(String why, Exception e) {
        if (!why.equals(trouble)) {
            log.error(why, e);
        }
        trouble = why;
    }

    private void take() throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            if (!locked(connection)) {
                trouble = "";
                return;
            }
            try {
                keep(connection);
            } finally {
                release(connection);
            }
        }
    }

    private void keep(Connection connection) throws SQLException, IOException {
        Scribe scribe = Scribe.resume(connection, folder, clock);
        trouble = "";
        do {
            CompletableFuture<String> change = keyChanges.poll();
            if (change != null) {
                change.complete(scribe.changeKey());
            }
        } while (round(connection, scribe));
    }

    /** Paced, so that a head is signed and flushed for a moment's events together, not for each of their groups. */
    private boolean round(Connection connection, Scribe scribe) throws SQLException, IOException {
        long began = System.nanoTime();
        if (!await(scribe.size())) {
            if (!connection.isValid(2)) {
                throw new SQLException("the session has ended");
            }
            connection.rollback();
            return pause(Duration.ZERO);
        }
        long before = scribe.size();
        String head = scribe.append(PAGE);
        if (head == null) {
            throw new LedgerBroken("the log ends before position " + (before + 1));
        }
        witness.accept(head);
        boolean more = scribe.size() - before == PAGE;
        return pause(more ? Duration.ZERO : interval.minusNanos(System.nanoTime() - began));
    }

    private boolean await(long position) {
        try {
            return events.awaitBeyond(position, ASK_EVERY);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the ledger", e);
        }
    }

    /** False once it is time to close. */
    private boolean pause(Duration time) {
        try {
            return !closing.await(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the ledger", e);
        }
    }

    private static boolean locked(Connection connection) throws SQLException {
        try (PreparedStatement attempt = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            attempt.setLong(1, LOCK);
            try (ResultSet answer = attempt.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** The session goes back to a pool, and must not take its lock along. */
    private static void release(Connection connection) {
        try (Statement unlock = connection.createStatement()) {
            connection.rollback();
            connection.setAutoCommit(true);
            unlock.execute("select pg_advisory_unlock(" + LOCK + ")");
        } catch (SQLException alreadyGone) {
            log.debug("the session is gone, and with it the lock", alreadyGone);
        }
    }
}
