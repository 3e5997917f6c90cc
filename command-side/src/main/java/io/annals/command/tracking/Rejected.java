package io.annals.command.tracking;

/** One item that can never be right. Says nothing about the others. */
final class Rejected extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    Rejected(String code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
