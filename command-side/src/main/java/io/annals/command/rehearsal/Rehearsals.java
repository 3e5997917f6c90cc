package io.annals.command.rehearsal;

import io.annals.command.CommandProblem.Conflict;
import io.annals.command.CommandProblem.NotFound;
import io.annals.command.identity.Naming;
import io.annals.command.identity.RulesInForce;
import io.annals.command.rehearsal.Report.Example;
import io.annals.command.rehearsal.Report.Name;
import io.annals.command.rehearsal.Report.Outcome;
import io.annals.command.rehearsal.Report.State;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import io.annals.contracts.customer.IdentityEvent.IdentifiersLinked;
import io.annals.contracts.customer.Masks;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.KeyedHash;
import io.annals.eventstore.LoggedEvent;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One rehearsal at a time in this process; the last one is remembered until the next begins. */
final class Rehearsals {

    private static final Logger log = LoggerFactory.getLogger(Rehearsals.class);
    private static final int PAGE = 1_000;

    private final EventLog events;
    private final KeyedHash hash;
    private final RulesInForce rules;
    private final ExecutorService thread;
    private final Clock clock;

    private volatile @Nullable Report current;

    Rehearsals(EventLog events, KeyedHash hash, RulesInForce rules, ExecutorService thread, Clock clock) {
        this.events = events;
        this.hash = hash;
        this.rules = rules;
        this.thread = thread;
        this.clock = clock;
    }

    /** @throws Conflict when one is under way */
    synchronized Report start(Naming naming) {
        Report last = current;
        if (last != null && last.state() == State.rehearsing) {
            throw new Conflict(
                    "rehearsal-running", "Other rules are being rehearsed; ask for that rehearsal's result.");
        }
        Report begun = new Report(State.rehearsing, 0, events.head(), clock.instant(), naming.rules(), null, null);
        current = begun;
        thread.execute(() -> run(naming, begun));
        return begun;
    }

    /** @throws NotFound when there has been none since this process started */
    Report current() {
        Report last = current;
        if (last == null) {
            throw new NotFound("rehearsal-unknown", "No rules have been rehearsed since this process started.");
        }
        return last;
    }

    private void run(Naming naming, Report begun) {
        try {
            int inForce = rules.now().rules().version();
            Rehearsal rehearsal = new Rehearsal(naming, hash);
            long position = 0;
            while (position < begun.target()) {
                for (LoggedEvent event : events.read(position, (int) Math.min(PAGE, begun.target() - position))) {
                    rehearsal.play(event);
                    position = event.position();
                }
                current = at(begun, State.rehearsing, position, null, null);
            }
            current = at(begun, State.done, position, outcome(rehearsal, inForce), null);
        } catch (RuntimeException | OutOfMemoryError e) {
            log.error("the rehearsal failed", e);
            current = at(begun, State.failed, 0, null, "The server's log says why.");
        }
    }

    private static Report at(
            Report begun, State state, long position, @Nullable Outcome outcome, @Nullable String note) {
        return new Report(state, position, begun.target(), begun.startedAt(), begun.rules(), outcome, note);
    }

    private Outcome outcome(Rehearsal rehearsal, int inForce) {
        Comparison compared = rehearsal.compared();
        return new Outcome(
                inForce,
                compared.identifiers(),
                compared.customersNow(),
                compared.customersThen(),
                compared.gained(),
                compared.lost(),
                examples(compared.gainedAt()),
                examples(compared.lostAt()),
                rehearsal.blocked(),
                examples(rehearsal.blockedAt()),
                rehearsal.limitsReached(),
                examples(rehearsal.limitsReachedAt()),
                rehearsal.separationsUndone());
    }

    private List<Example> examples(LongArrayList positions) {
        List<Example> examples = new ArrayList<>();
        for (long position : positions) {
            for (LoggedEvent event : events.read(position - 1, 1)) {
                examples.add(new Example(event.position(), event.name(), names(event.payload())));
            }
        }
        return examples;
    }

    private static List<Name> names(@Nullable Object event) {
        if (event instanceof IdentifiersLinked linked) {
            return linked.identifiers().stream().map(Rehearsals::masked).toList();
        }
        return event instanceof IdentifierAttached attached ? List.of(masked(attached.identifier())) : List.of();
    }

    private static Name masked(Identifier name) {
        return new Name(name.type(), Masks.identifier(name.type(), name.value()));
    }
}
