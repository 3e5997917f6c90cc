package io.annals.contracts.source;

import java.util.List;

/**
 * What is written differently and means the same.
 *
 * @param version 1 and up; 0 for a book nobody wrote yet
 */
public record CodeBook(int version, List<Code> codes) {

    /**
     * @param field the name of a property or trait, wherever it stands: {@code channel}, {@code gender}
     * @param code how it is kept
     * @param values how it is written otherwise; in whatever case, and whatever blanks around it
     */
    public record Code(String field, String code, List<String> values) {}

    public static CodeBook empty() {
        return new CodeBook(0, List.of());
    }
}
