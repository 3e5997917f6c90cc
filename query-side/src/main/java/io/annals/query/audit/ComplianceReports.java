package io.annals.query.audit;

import io.annals.contracts.audit.ComplianceReportView;
import io.annals.contracts.audit.ComplianceReportView.ConsentsCounted;
import io.annals.contracts.audit.ComplianceReportView.ErasuresCounted;
import io.annals.contracts.audit.ComplianceReportView.RefusalsCounted;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorsRefused;
import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.contracts.customer.ConsentEvent.ConsentWithdrawn;
import io.annals.contracts.customer.ErasureEvent.ErasureRequested;
import io.annals.contracts.customer.ErasureEvent.Reason;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.LoggedEvent;
import io.annals.eventstore.access.AccessTrail;
import io.annals.eventstore.ledger.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what happened to people's rights in a period, from the log alone. */
final class ComplianceReports {

    private static final int PAGE = 2_000;
    private static final Set<String> COUNTED =
            Set.of("consent-granted", "consent-withdrawn", "behaviors-refused", "erasure-requested");

    private final EventLog log;
    private final AccessTrail trail;
    private final Ledger ledger;
    private final SignedProofs proofs;

    ComplianceReports(EventLog log, AccessTrail trail, Ledger ledger, SignedProofs proofs) {
        this.log = log;
        this.trail = trail;
        this.ledger = ledger;
        this.proofs = proofs;
    }

    ComplianceReportView of(Instant from, Instant until, Instant now) {
        Counts counts = new Counts();
        long position = log.positionAt(from);
        long end = log.positionAt(until);
        List<LoggedEvent> page = log.readNamed(COUNTED, position, end, PAGE);
        while (!page.isEmpty()) {
            page.forEach(event -> counts.add(event.payload()));
            page = log.readNamed(COUNTED, page.get(page.size() - 1).position(), end, PAGE);
        }
        return new ComplianceReportView(
                from,
                until,
                now,
                List.copyOf(counts.consents.values()),
                counts.unreadable,
                counts.refusals.entrySet().stream()
                        .map(each -> new RefusalsCounted(
                                each.getKey().get(0), each.getKey().get(1), each.getValue()))
                        .toList(),
                counts.erasures.entrySet().stream()
                        .map(each -> new ErasuresCounted(each.getKey(), each.getValue()))
                        .toList(),
                trail.count(from, until),
                ledger.head().map(proofs::view).orElse(null));
    }

    private static final class Counts {
        private final Map<String, ConsentsCounted> consents = new TreeMap<>();
        private final Map<List<String>, Long> refusals =
                new TreeMap<>((one, other) -> String.join("\n", one).compareTo(String.join("\n", other)));
        private final Map<Reason, Long> erasures = new TreeMap<>();
        private long unreadable;

        void add(@Nullable Object event) {
            if (event instanceof ConsentGranted granted) {
                count(new ConsentsCounted(granted.purpose(), 1, 0));
            } else if (event instanceof ConsentWithdrawn withdrawn) {
                count(new ConsentsCounted(withdrawn.purpose(), 0, 1));
            } else if (event instanceof BehaviorsRefused refused) {
                refusals.merge(List.of(refused.purpose(), refused.reason()), (long) refused.count(), Long::sum);
            } else if (event instanceof ErasureRequested requested) {
                erasures.merge(requested.reason(), 1L, Long::sum);
            } else {
                unreadable++;
            }
        }

        private void count(ConsentsCounted one) {
            consents.merge(
                    one.purpose(),
                    one,
                    (before, more) -> new ConsentsCounted(
                            before.purpose(),
                            before.granted() + more.granted(),
                            before.withdrawn() + more.withdrawn()));
        }
    }
}
