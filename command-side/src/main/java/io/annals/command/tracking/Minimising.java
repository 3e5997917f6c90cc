package io.annals.command.tracking;

import io.annals.command.declaration.Declared;
import io.annals.command.declaration.Left;
import io.annals.command.declaration.UndeclaredFields;
import io.annals.command.source.Sources.Registered;
import io.annals.command.tracking.Reception.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes out of a request what its source did not declare; neither the log nor the quarantine sees it. */
final class Minimising {

    private final UndeclaredFields undeclared;

    Minimising(UndeclaredFields undeclared) {
        this.undeclared = undeclared;
    }

    /** What is left of each; where a call is left out, only what its person said about consent. */
    List<Delivery> of(Registered source, List<Delivery> deliveries, Outcomes outcomes, Instant receivedAt) {
        Declared declared = Declared.of(source.declaration());
        if (declared == null) {
            return deliveries;
        }
        List<Delivery> left = new ArrayList<>(deliveries.size());
        int first = 0;
        for (Delivery delivery : deliveries) {
            left.add(
                    delivery.unreadable() == null
                            ? of(source, declared, delivery, first, outcomes, receivedAt)
                            : delivery);
            first += delivery.items().size();
        }
        return left;
    }

    /** One item alone, as an operator releases it; {@code null} when it is left out. */
    @Nullable
    Map<String, Object> of(Registered source, Map<String, Object> said, @Nullable String kind, Instant at) {
        Declared declared = Declared.of(source.declaration());
        if (declared == null) {
            return said;
        }
        Left left = declared.call(said, kind);
        undeclared.count(source.sourceId(), left.undeclared(), at);
        return left.refused() ? null : left.fields();
    }

    private Delivery of(
            Registered source, Declared declared, Delivery delivery, int first, Outcomes outcomes, Instant receivedAt) {
        Said said = delivery.said();
        Left around = declared.context(said.context());
        undeclared.count(source.sourceId(), around.undeclared(), receivedAt);
        List<Json.Item> items = new ArrayList<>(delivery.items().size());
        for (Json.Item item : delivery.items()) {
            if (item.fields() == null) {
                items.add(item);
                continue;
            }
            Left left = declared.call(item.fields(), said.kind());
            undeclared.count(source.sourceId(), left.undeclared(), receivedAt);
            if (left.refused() || around.refused()) {
                outcomes.undeclared(first + items.size(), Reception.kindOf(item, said.kind()));
                items.add(new Json.Item(Declared.heard(item.fields()), 0, false));
                continue;
            }
            items.add(new Json.Item(left.fields(), item.bytes(), item.tooDeep()));
        }
        Said kept = new Said(items, said.kind(), around.fields(), said.sentAt(), said.writeKey());
        return new Delivery(kept, delivery.remoteAddress(), delivery.at(), null);
    }
}
