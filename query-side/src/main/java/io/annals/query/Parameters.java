package io.annals.query;

import org.jspecify.annotations.Nullable;

/** Bounds on what may be asked for at once. */
public final class Parameters {

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
}
