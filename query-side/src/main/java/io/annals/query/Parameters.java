package io.annals.query;

import io.annals.contracts.customer.Identifier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What parameters may be. */
public final class Parameters {

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private Parameters() {}

    /** The number asked for, or the default. */
    public static int between(String name, @Nullable Integer asked, int least, int most, int otherwise) {
        if (asked == null) {
            return otherwise;
        }
        if (asked < least || asked > most) {
            throw new QueryProblem.ParameterInvalid(name, "must be from " + least + " to " + most);
        }
        return asked;
    }

    /** Beyond these bounds the engines have no days. */
    public static Instant instant(String name, Instant asked) {
        if (asked.isBefore(Instant.EPOCH) || asked.isAfter(LAST)) {
            throw new QueryProblem.ParameterInvalid(name, "must lie between 1970 and 9999");
        }
        return asked;
    }

    /** {@code null} when none was given. */
    public static @Nullable Identifier identifier(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new QueryProblem.ParameterInvalid("identifier", "must be type:value, such as email:anna@example.com");
        }
        return new Identifier(text.substring(0, colon).strip(), text.substring(colon + 1));
    }
}
