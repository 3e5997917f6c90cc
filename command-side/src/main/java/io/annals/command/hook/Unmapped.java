package io.annals.command.hook;

/** A body its source's mapping makes nothing of; the message says why, without its content. */
public final class Unmapped extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    Unmapped(String code, String why) {
        super(why, null, false, false);
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Whether what was held under this reason is a body, which a better mapping may make calls of. */
    public static boolean is(String reason) {
        return reason.startsWith("hook-");
    }
}
