package io.annals.command.tracking;

import io.annals.command.CommandProblem.Unreadable;
import io.annals.command.codebook.CodeBooks;
import io.annals.command.codebook.Coding;
import io.annals.command.identity.RulesInForce;
import io.annals.command.purpose.TermsInForce;
import io.annals.command.source.Sources.Registered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what was said, has what may be kept made durable, and notes what became of each item. */
final class Reception {

    private final Intake intake;
    private final Arrivals arrivals;
    private final Quarantine quarantine;
    private final RulesInForce rules;
    private final Minimising minimising;
    private final CodeBooks codeBooks;
    private final TermsInForce terms;

    Reception(
            Intake intake,
            Arrivals arrivals,
            Quarantine quarantine,
            RulesInForce rules,
            Minimising minimising,
            CodeBooks codeBooks,
            TermsInForce terms) {
        this.intake = intake;
        this.arrivals = arrivals;
        this.quarantine = quarantine;
        this.rules = rules;
        this.minimising = minimising;
        this.codeBooks = codeBooks;
        this.terms = terms;
    }

    /**
     * What was said in one go.
     *
     * @param at when it left the client's hands, against which its clock is corrected
     * @param unreadable why nothing of it can be read; its items then tell only where it stands
     */
    record Delivery(Said said, String remoteAddress, Instant at, @Nullable Rejected unreadable) {

        List<Json.Item> items() {
            return said.items() == null ? List.of() : said.items();
        }
    }

    /**
     * Returns once everything that may be kept is durable.
     *
     * @throws Unreadable when a delivery is one call by its path, and no such call
     */
    Outcomes take(Registered source, List<Delivery> said, Instant receivedAt) {
        Outcomes outcomes =
                new Outcomes(said.stream().mapToInt(one -> one.items().size()).sum());
        List<Delivery> deliveries = minimising.of(source, said, outcomes, receivedAt);
        List<Call> calls = new ArrayList<>();
        Coding coding = codeBooks.coding(source);
        try {
            int first = 0;
            for (Delivery delivery : deliveries) {
                read(source, delivery, first, calls, outcomes, coding);
                first += delivery.items().size();
            }
            codeBooks.count(source, coding, receivedAt);
            intake.store(source, calls, outcomes, receivedAt);
        } finally {
            arrivals.note(source.sourceId(), outcomes, receivedAt);
            int first = 0;
            for (Delivery delivery : deliveries) {
                quarantine.keep(source.sourceId(), delivery, outcomes, first, receivedAt);
                first += delivery.items().size();
            }
        }
        return outcomes;
    }

    private void read(
            Registered source, Delivery delivery, int first, List<Call> calls, Outcomes outcomes, Coding coding) {
        Said said = delivery.said();
        CallReader reader = new CallReader(
                source.sourceId(), said.context(), said.sentAt(), delivery.remoteAddress(), rules.now(), delivery.at());
        int index = first - 1;
        for (Json.Item item : delivery.items()) {
            index++;
            if (outcomes.at(index) != null) {
                hear(source, reader, index, item, calls);
                continue;
            }
            try {
                if (delivery.unreadable() != null) {
                    throw delivery.unreadable();
                }
                calls.add(reader.read(index, item.normalised(source.cleaning(), coding), said.kind()));
            } catch (Rejected rejected) {
                outcomes.rejected(index, kindOf(item, said.kind()), rejected);
                if (said.kind() != null) {
                    throw new Unreadable(rejected.code(), rejected.detail());
                }
            }
        }
    }

    /** Of a call that is left out, only that somebody takes a consent back. */
    private void hear(Registered source, CallReader reader, int index, Json.Item item, List<Call> calls) {
        try {
            Call call = reader.read(index, item, "identify");
            if (ImpliedConsents.takeBack(ImpliedConsents.of(source, List.of(call), terms.now()))) {
                calls.add(call);
            }
        } catch (Rejected nobody) {
            // It names nobody whose consent it could be.
        }
    }

    /** Only our own words become a counter's key. */
    static String kindOf(Json.Item item, @Nullable String kind) {
        if (kind != null) {
            return kind;
        }
        Map<String, Object> fields = item.fields();
        Object type = fields == null ? null : fields.get("type");
        return type instanceof String text && Paths.CALLS.contains(text) ? text : "unknown";
    }
}
