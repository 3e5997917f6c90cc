package io.annals.eventstore;

import com.ethlo.time.ITU;
import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;

/** Reads instants as the log writes them. Why not Jackson's own reader: {@code docs/decisions/0018-instants.md}. */
final class IsoInstant extends StdScalarDeserializer<Instant> {

    /** {@code 2026-11-22T08:30:00Z}. */
    private static final int SHORTEST = 20;

    /** With nine decimals; years beyond 9999 are longer, or begin with a sign. */
    private static final int LONGEST = 30;

    IsoInstant() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) {
        String text = json.getString();
        if (text.length() < SHORTEST || text.length() > LONGEST || !Character.isDigit(text.charAt(0))) {
            return InstantDeserializer.INSTANT.deserialize(json, context);
        }
        return ITU.parseDateTime(text).toInstant();
    }
}
