package io.annals.contracts.segment;

import io.annals.contracts.Problem;

/** A rule that can never be understood, with the place of the mistake as a JSON pointer (RFC 6901). */
public final class RuleInvalid extends RuntimeException implements Problem {

    private static final long serialVersionUID = 1L;

    private final String pointer;

    RuleInvalid(String pointer, String message) {
        super((pointer.isEmpty() ? "the rule" : pointer) + ": " + message);
        this.pointer = pointer;
    }

    public String pointer() {
        return pointer;
    }

    @Override
    public String code() {
        return "rule-invalid";
    }

    @Override
    public int status() {
        return 422;
    }

    @Override
    public String detail() {
        return String.valueOf(getMessage());
    }
}
