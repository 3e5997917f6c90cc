package io.annals.contracts.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source may say; nothing else of what it sends is kept.
 *
 * @param events names of its {@code track} events; calls of other kinds need no declaration
 * @param fields in the order in which people are shown them
 */
public record Declaration(Mode mode, List<String> events, List<Field> fields) {

    public enum Mode {
        /** Everything is kept. */
        OFF,
        /** Undeclared fields are taken out, undeclared events left out. */
        DROP_FIELDS,
        /** A call that says anything undeclared is left out as a whole. */
        REFUSE_CALLS
    }

    /**
     * @param event of {@link Part#TRACK} only: whose property it is
     * @param name a dot leads into an object, or into each object of a list: {@code products.sku}
     * @param personal whether its values point at a person
     */
    public record Field(Part part, @Nullable String event, String name, ValueType type, boolean personal) {}

    /** Where a field stands: among a kind's properties, a customer's traits, or in the context of any call. */
    public enum Part {
        TRACK,
        PAGE,
        SCREEN,
        GROUP,
        TRAITS,
        CONTEXT
    }

    /** What a value must be; {@link #NUMBER} may be written as text, a list or an object is kept as a whole. */
    public enum ValueType {
        ANY,
        TEXT,
        NUMBER,
        BOOLEAN,
        LIST,
        OBJECT
    }

    public static Declaration none() {
        return new Declaration(Mode.OFF, List.of(), List.of());
    }
}
