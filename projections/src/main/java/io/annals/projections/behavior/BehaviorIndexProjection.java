package io.annals.projections.behavior;

import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.projections.Handlers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.messaging.annotation.MetaDataValue;

/** One document per behaviour; its id is a function of the event, so that to write it twice is to write it once. */
@ProcessingGroup("behavior-index")
final class BehaviorIndexProjection {

    private final Map<String, Map<String, Object>> batch = new LinkedHashMap<>();

    @EventHandler
    void on(
            BehaviorRecorded event,
            @SequenceNumber long sequence,
            @MetaDataValue(Handlers.POSITION) Long position,
            @MetaDataValue(Handlers.RECORDED_AT) Instant recordedAt) {
        batch.put(event.customerId() + "-" + sequence, BehaviorDocument.of(event, sequence, position, recordedAt));
    }

    /** What has come together since the last call, by id. */
    Map<String, Map<String, Object>> take() {
        Map<String, Map<String, Object>> taken = new LinkedHashMap<>(batch);
        batch.clear();
        return taken;
    }
}
