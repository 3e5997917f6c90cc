package io.annals.projections;

import io.annals.eventstore.StoreUnavailable;
import java.util.Arrays;

/** Tells an engine that is away from an event that cannot be folded, and describes both without quoting anybody. */
final class Failures {

    private Failures() {}

    static boolean ofEngine(Throwable failure) {
        return failure instanceof EngineDown || failure instanceof StoreUnavailable;
    }

    /** Messages of other failures may hold what the event held; type and place are enough to find the mistake. */
    static String describe(Throwable failure) {
        if (failure instanceof EngineDown || failure instanceof Elastic.Refused) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof StoreUnavailable) {
            return "the event store cannot be reached";
        }
        return failure.getClass().getSimpleName() + place(failure);
    }

    private static String place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.annals."))
                .findFirst()
                .map(frame -> " at "
                        + frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1) + "."
                        + frame.getMethodName() + ":" + frame.getLineNumber())
                .orElse("");
    }
}
