package io.annals.command.customer;

/** Why something was not kept; stable codes, shown to operators and stored in refusal events. */
public final class Refusal {

    /** Collection was never allowed. */
    public static final String MISSING = "consent-missing";
    /** Collection is withdrawn now. */
    public static final String WITHDRAWN = "consent-withdrawn";
    /** The grant has run out. */
    public static final String EXPIRED = "consent-expired";
    /** Collection is allowed now, but was withdrawn when it happened. */
    public static final String WITHDRAWN_THEN = "consent-withdrawn-then";

    /** It is about somebody who was erased after it happened. */
    public static final String ERASED = "erased";

    private Refusal() {}
}
