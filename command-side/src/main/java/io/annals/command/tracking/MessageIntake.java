package io.annals.command.tracking;

import io.annals.command.CommandProblem;
import io.annals.command.CommandProblem.TooLarge;
import io.annals.command.CommandProblem.Unreadable;
import io.annals.command.source.Sources.Registered;
import io.annals.command.tracking.Reception.Delivery;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes tracking calls that come as messages, whose sender waits for no answer: what can never be right goes to the
 * quarantine, whatever it is.
 */
public final class MessageIntake {

    private static final String NO_ADDRESS = "";

    private final Reception reception;
    private final Clock clock;

    MessageIntake(Reception reception, Clock clock) {
        this.reception = reception;
        this.clock = clock;
    }

    /**
     * One call that names its kind in {@code type}, or a batch, as {@code /v1/batch} takes it.
     *
     * @param id the message's own, at most 90 characters and the same whenever it comes again: a call without a
     *     messageId is known by it
     * @param place where the message can be looked up
     * @param at when it was sent; a time to come counts as now
     */
    public record Message(String id, Map<String, Object> place, byte[] body, Instant at) {}

    /**
     * Returns once everything that may be kept is durable.
     *
     * @throws CommandProblem when nothing can be made durable at the moment; the same messages are welcome again
     */
    public void take(Registered source, List<Message> messages) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        reception.take(
                source, messages.stream().map(message -> read(message, now)).toList(), now);
    }

    private static Delivery read(Message message, Instant now) {
        Instant at = message.at().isAfter(now) ? now : message.at();
        try {
            return new Delivery(said(message), NO_ADDRESS, at, null);
        } catch (Unreadable | TooLarge problem) {
            Json.Item place = new Json.Item(message.place(), 0, false);
            Rejected why = new Rejected(problem.code(), problem.detail());
            return new Delivery(new Said(List.of(place), null, null, null, null), NO_ADDRESS, at, why);
        }
    }

    private static Said said(Message message) {
        if (message.body().length > Body.MOST_BYTES) {
            throw new TooLarge("body-too-large", "A message may hold 4 MB.");
        }
        Json.Document document = Json.read(Body.plain(message.body()));
        if (document.batch() == null) {
            return new Said(List.of(known(document.whole(), message.id())), null, null, null, null);
        }
        List<Json.Item> items = new ArrayList<>();
        for (Json.Item item : document.batch()) {
            items.add(known(item, message.id() + "-" + items.size()));
        }
        Map<String, Object> fields = document.fields();
        return new Said(items, null, fields.get("context"), fields.get("sentAt"), null);
    }

    /** A message may come again after a crash; an id that we minted anew would count its calls twice. */
    private static Json.Item known(Json.Item item, String id) {
        Map<String, Object> fields = item.fields();
        Object given = fields == null ? null : fields.get("messageId");
        if (fields == null || (given != null && !given.equals(""))) {
            return item;
        }
        Map<String, Object> named = new LinkedHashMap<>(fields);
        named.put("messageId", id);
        return new Json.Item(named, item.bytes(), item.tooDeep());
    }
}
