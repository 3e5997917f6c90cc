package io.annals.projections.behavior;

import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.ErasureEvent.CustomerErased;
import io.annals.projections.Handlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.messaging.annotation.MetaDataValue;

/** One document per behaviour; its id is a function of the event, so that to write it twice is to write it once. */
@ProcessingGroup("behavior-index")
final class BehaviorIndexProjection {

    private final Map<String, Map<String, Object>> batch = new LinkedHashMap<>();
    private final List<String> erased = new ArrayList<>();

    @EventHandler
    void on(
            BehaviorRecorded event,
            @SequenceNumber long sequence,
            @MetaDataValue(Handlers.POSITION) Long position,
            @MetaDataValue(Handlers.RECORDED_AT) Instant recordedAt) {
        batch.put(id(event.customerId(), sequence), BehaviorDocument.of(event, sequence, position, recordedAt));
    }

    @EventHandler
    void on(CustomerErased event, @SequenceNumber long sequence) {
        for (long earlier = 0; earlier < sequence; earlier++) {
            String id = id(event.customerId(), earlier);
            batch.remove(id);
            erased.add(id);
        }
    }

    private static String id(String customer, long sequence) {
        return customer + "-" + sequence;
    }

    /** The ids under which an erased customer may have documents, since the last call. */
    List<String> takeErased() {
        List<String> taken = List.copyOf(erased);
        erased.clear();
        return taken;
    }

    /** What has come together since the last call, by id. */
    Map<String, Map<String, Object>> take() {
        Map<String, Map<String, Object>> taken = new LinkedHashMap<>(batch);
        batch.clear();
        return taken;
    }
}
