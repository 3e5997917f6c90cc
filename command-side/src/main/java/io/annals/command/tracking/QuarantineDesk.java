package io.annals.command.tracking;

import io.annals.command.CommandProblem.Invalid;
import io.annals.command.codebook.CodeBooks;
import io.annals.command.hook.Hooks;
import io.annals.command.hook.Unmapped;
import io.annals.command.identity.RulesInForce;
import io.annals.command.source.Sources;
import io.annals.command.source.Sources.Registered;
import io.annals.command.tracking.Outcomes.Outcome;
import io.annals.command.tracking.Outcomes.Status;
import io.annals.command.tracking.Quarantine.Content;
import io.annals.command.tracking.Quarantine.Held;
import io.annals.command.tracking.Reception.Delivery;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Takes an item out of quarantine and through the intake again, under the consents that hold now. */
final class QuarantineDesk {

    private final Quarantine quarantine;
    private final Sources sources;
    private final Intake intake;
    private final Reception reception;
    private final Hooks hooks;
    private final Minimising minimising;
    private final CodeBooks codeBooks;
    private final Arrivals arrivals;
    private final RulesInForce rules;
    private final Clock clock;

    QuarantineDesk(
            Quarantine quarantine,
            Sources sources,
            Intake intake,
            Reception reception,
            Hooks hooks,
            Minimising minimising,
            CodeBooks codeBooks,
            Arrivals arrivals,
            RulesInForce rules,
            Clock clock) {
        this.quarantine = quarantine;
        this.sources = sources;
        this.intake = intake;
        this.reception = reception;
        this.hooks = hooks;
        this.minimising = minimising;
        this.codeBooks = codeBooks;
        this.arrivals = arrivals;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * It leaves the quarantine unless it is rejected again, or a rule drops it that comes after the one it was held by.
     *
     * @param mended what to read instead; as it was sent when absent
     * @throws Invalid with the reason when it still cannot be read
     */
    Outcome release(long id, @Nullable Map<String, Object> mended) {
        Held held = quarantine.get(id);
        if (mended == null && Unmapped.is(held.reason())) {
            return releaseBody(held);
        }
        Content content = held.content();
        Registered source = sources.find(held.sourceId());
        CallReader reader = new CallReader(
                held.sourceId(), content.context(), content.sentAt(), content.remoteAddress(), rules.now(), held.at());
        // Two who release it at once, or one who tries again, keep it once.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Object> declared =
                minimising.of(source, mended == null ? content.item() : mended, content.path(), now);
        if (declared == null) {
            throw new Invalid("undeclared", "It says what its source did not declare.");
        }
        Map<String, Object> fields = new LinkedHashMap<>(declared);
        fields.putIfAbsent("messageId", "quarantine-" + id);
        long bytes = JsonMapper.shared().writeValueAsBytes(fields).length;
        Outcomes outcomes = new Outcomes(1);
        try {
            Json.Item item =
                    new Json.Item(fields, bytes, false).normalised(source.cleaning(), codeBooks.coding(source));
            Call call = reader.read(0, item, content.path());
            intake.store(source, List.of(call.released(held.reason())), outcomes, now);
        } catch (Rejected rejected) {
            throw new Invalid(rejected.code(), rejected.detail());
        }
        Outcome outcome = outcomes.inOrder().get(0);
        if (outcome.status() == Status.DROPPED) {
            quarantine.heldBy(id, String.valueOf(outcome.code()));
            throw new Invalid(
                    String.valueOf(outcome.code()),
                    Objects.requireNonNullElse(outcome.detail(), "Another rule drops it now."));
        }
        arrivals.note(held.sourceId(), outcomes, now);
        quarantine.discard(id);
        return outcome;
    }

    /** Under the mapping as it is now; each of its calls is judged, and held if need be, by itself. */
    private Outcome releaseBody(Held held) {
        Content content = held.content();
        Registered source = sources.find(held.sourceId());
        long bytes = JsonMapper.shared().writeValueAsBytes(content.item()).length;
        Delivery delivery = new HookDelivery(content.item(), bytes, false, content.remoteAddress(), held.at())
                .through(hooks, source);
        Rejected unmapped = delivery.unreadable();
        if (unmapped != null) {
            throw new Invalid(unmapped.code(), unmapped.detail());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Outcomes outcomes = reception.take(source, List.of(delivery), now);
        quarantine.discard(held.id());
        return outcomes.inOrder().get(0);
    }
}
