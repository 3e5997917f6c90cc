package io.annals.app.server;

import io.annals.contracts.audit.LedgerVerificationView;
import io.annals.contracts.audit.LedgerVerificationView.LedgerFault;
import io.annals.contracts.audit.LedgerVerificationView.State;
import io.annals.contracts.audit.LedgerVerificationView.Verified;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.ledger.LedgerAudit;
import io.annals.eventstore.ledger.LedgerFolder;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One verification at a time in this process; the last one is remembered until the next begins. */
final class LedgerVerifications {

    private static final Logger log = LoggerFactory.getLogger(LedgerVerifications.class);

    private final EventLog events;
    private final String url;
    private final LedgerFolder folder;
    private final Clock clock;

    private volatile @Nullable LedgerVerificationView current;

    /** @param url of the database: each verification has a connection of its own, which may be busy for minutes */
    LedgerVerifications(EventLog events, String url, LedgerFolder folder, Clock clock) {
        this.events = events;
        this.url = url;
        this.folder = folder;
        this.clock = clock;
    }

    /** Begins one, or tells of the one under way. */
    synchronized LedgerVerificationView start() {
        LedgerVerificationView last = current;
        if (last != null && last.state() == State.verifying) {
            return last;
        }
        LedgerVerificationView begun =
                new LedgerVerificationView(State.verifying, 0, events.head(), clock.instant(), null, null);
        current = begun;
        Thread thread = new Thread(() -> run(begun), "ledger-verification");
        thread.setDaemon(true);
        thread.start();
        return begun;
    }

    Optional<LedgerVerificationView> current() {
        return Optional.ofNullable(current);
    }

    private void run(LedgerVerificationView begun) {
        try (Connection snapshot = LedgerAudit.snapshot(url)) {
            LedgerAudit.Report report = LedgerAudit.of(
                    snapshot,
                    folder,
                    position -> current = new LedgerVerificationView(
                            State.verifying, position, begun.target(), begun.startedAt(), null, null));
            State state = report.faults().isEmpty() ? State.unchanged : State.changed;
            current = ended(begun, state, report.events(), verified(report));
        } catch (SQLException | IOException | RuntimeException e) {
            log.error("the ledger could not be verified", e);
            current = ended(begun, State.failed, 0, null);
        }
    }

    private LedgerVerificationView ended(
            LedgerVerificationView begun, State state, long position, @Nullable Verified verified) {
        return new LedgerVerificationView(
                state, position, begun.target(), begun.startedAt(), clock.instant(), verified);
    }

    private static Verified verified(LedgerAudit.Report report) {
        return new Verified(
                report.events(),
                report.covered(),
                report.heads(),
                report.keyId(),
                report.faults().stream()
                        .map(fault -> new LedgerFault(fault.kind().word(), fault.from(), fault.to(), fault.what()))
                        .toList());
    }
}
