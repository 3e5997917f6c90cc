package io.annals.contracts.customer;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One name of a customer, normalised so that equal people have equal identifiers: trimmed, e-mail addresses in lower
 * case, phone numbers reduced to digits and a leading plus.
 */
public record Identifier(String type, String value) {

    public static final String USER_ID = "user_id";
    public static final String EMAIL = "email";
    public static final String PHONE = "phone";
    public static final String ANONYMOUS_ID = "anonymous_id";

    /** Values that stand for nobody; whoever sent them would otherwise all become one person. */
    private static final Pattern BLOCKED =
            Pattern.compile("[0-]*|-1|null|undefined|anonymous", Pattern.CASE_INSENSITIVE);

    public Identifier {
        Objects.requireNonNull(type, "type");
        value = normalise(type, Objects.requireNonNull(value, "value").strip());
    }

    public boolean blocked() {
        return BLOCKED.matcher(value).matches();
    }

    /** Lower is stronger: user_id, then e-mail and phone, then the rest. */
    public int rank() {
        return switch (type) {
            case USER_ID -> 0;
            case EMAIL, PHONE -> 1;
            default -> 2;
        };
    }

    private static String normalise(String type, String value) {
        return switch (type) {
            case EMAIL -> value.toLowerCase(Locale.ROOT);
            case PHONE -> (value.startsWith("+") ? "+" : "") + value.replaceAll("\\D", "");
            default -> value;
        };
    }
}
