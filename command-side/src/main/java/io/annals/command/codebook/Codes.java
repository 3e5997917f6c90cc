package io.annals.command.codebook;

import io.annals.contracts.source.CodeBook;
import io.annals.contracts.source.CodeBook.Code;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The books in force for one source, put together: what its own says of a field comes before what that of all says. */
public final class Codes {

    public static final Codes NONE = new Codes(CodeBook.empty(), CodeBook.empty());

    /** By field, how a value is kept. */
    private final Map<String, Map<String, String>> fields = new HashMap<>();

    Codes(CodeBook ofAll, CodeBook own) {
        add(ofAll);
        add(own);
    }

    private void add(CodeBook book) {
        for (Code code : book.codes()) {
            Map<String, String> values = fields.computeIfAbsent(code.field(), field -> new HashMap<>());
            values.put(key(code.code()), code.code());
            code.values().forEach(value -> values.put(key(value), code.code()));
        }
    }

    boolean know(String field) {
        return fields.containsKey(field);
    }

    /** The value itself when no book knows it. */
    String code(String field, String value) {
        return fields.getOrDefault(field, Map.of()).getOrDefault(key(value), value);
    }

    boolean know(String field, String value) {
        return fields.getOrDefault(field, Map.of()).containsKey(key(value));
    }

    static String key(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }
}
