package io.annals.command.codebook;

import io.annals.contracts.customer.PersonalTraits;
import io.annals.contracts.source.Declaration;
import io.annals.contracts.source.Declaration.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Codes the values of one request, and notes what it did. */
public final class Coding {

    /** As long as a code is; what is longer is somebody's words. */
    private static final int MOST_SHOWN = 60;

    private final Codes codes;
    private final Set<String> personal;
    private final List<Noted> noted = new ArrayList<>();

    /** @param value of what no book knows; empty for what was changed, and where it may be somebody's */
    record Noted(String field, String value, boolean known) {}

    Coding(Codes codes, Declaration declaration) {
        this.codes = codes;
        this.personal = declaration.fields().stream()
                .filter(Field::personal)
                .map(field -> field.name().substring(field.name().lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
    }

    /** Changes nothing. */
    public static Coding none() {
        return new Coding(Codes.NONE, Declaration.none());
    }

    /** The value itself where it is coded, or no book knows it. */
    public Object code(String field, Object value) {
        boolean word = value instanceof String || value instanceof Number;
        if (!word || !codes.know(field)) {
            return value;
        }
        String text = value.toString();
        if (!codes.know(field, text)) {
            noted.add(new Noted(field, mayBeShown(field, text) ? Codes.key(text) : "", false));
            return value;
        }
        String code = codes.code(field, text);
        if (code.equals(text)) {
            return value;
        }
        noted.add(new Noted(field, "", true));
        return code;
    }

    List<Noted> noted() {
        return noted;
    }

    private boolean mayBeShown(String field, String text) {
        return text.length() <= MOST_SHOWN
                && text.indexOf('@') < 0
                && !PersonalTraits.contains(field)
                && !personal.contains(field);
    }
}
