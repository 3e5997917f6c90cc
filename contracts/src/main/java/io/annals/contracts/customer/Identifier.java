package io.annals.contracts.customer;

import java.util.Locale;
import java.util.Objects;

/**
 * One name of a customer, normalised so that equal people have equal identifiers: trimmed, e-mail addresses in lower
 * case, phone numbers reduced to digits and a leading plus.
 */
public record Identifier(String type, String value) {

    public static final String USER_ID = "user_id";
    public static final String EMAIL = "email";
    public static final String PHONE = "phone";
    public static final String ANONYMOUS_ID = "anonymous_id";

    public Identifier {
        Objects.requireNonNull(type, "type");
        value = normalise(type, Objects.requireNonNull(value, "value").strip());
    }

    private static String normalise(String type, String value) {
        return switch (type) {
            case EMAIL -> value.toLowerCase(Locale.ROOT);
            case PHONE -> (value.startsWith("+") ? "+" : "") + value.replaceAll("\\D", "");
            default -> value;
        };
    }
}
