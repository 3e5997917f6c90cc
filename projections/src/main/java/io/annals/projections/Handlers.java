package io.annals.projections;

import io.annals.eventstore.LoggedEvent;
import io.annals.eventstore.Undecodable;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Hands events to the annotated methods of a projection, the way Axon does: by the type of the event. */
public final class Handlers {

    /** The position in the log, for a {@code Long} annotated with {@code @MetaDataValue}; Axon fills no primitives there. */
    public static final String POSITION = "position";

    /** When the event was stored, for a parameter annotated with {@code @MetaDataValue}. */
    public static final String RECORDED_AT = "recordedAt";

    private final AnnotationEventHandlerAdapter adapter;

    public Handlers(Object projection) {
        this.adapter = new AnnotationEventHandlerAdapter(projection);
    }

    /** @return false when the event is unreadable, because its key was destroyed */
    public boolean handle(LoggedEvent event) {
        Object payload = event.payload();
        if (payload == null) {
            return false;
        }
        if (payload instanceof Undecodable undecodable) {
            throw new IllegalStateException(undecodable.why());
        }
        GenericDomainEventMessage<Object> message = new GenericDomainEventMessage<>(
                "customer",
                event.stream(),
                event.sequence(),
                payload,
                Map.of(POSITION, event.position(), RECORDED_AT, event.recordedAt()));
        if (!adapter.canHandle(message)) {
            return true;
        }
        try {
            adapter.handle(message);
            return true;
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception | StackOverflowError failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The view a projection writes. */
    public static String viewOf(Class<?> projection) {
        @Nullable ProcessingGroup group = projection.getAnnotation(ProcessingGroup.class);
        if (group == null) {
            throw new IllegalArgumentException(projection + " names no processing group");
        }
        return group.value();
    }
}
