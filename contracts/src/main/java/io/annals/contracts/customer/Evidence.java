package io.annals.contracts.customer;

import org.jspecify.annotations.Nullable;

/**
 * How we know of a consent decision.
 *
 * @param origin which of the ways a decision can reach us; decides which state wins
 * @param actor who recorded it: a source's id, a token's name
 * @param statement what was shown or said, in words an auditor can judge; or one of the codes below, where nobody said
 *     anything in a language and readers are told in theirs
 * @param notice version of the notice the customer saw, when known
 */
public record Evidence(Origin origin, String actor, String statement, @Nullable String notice) {

    public static final String CLIENT_REPORTED_CONSENT = "client-reported-consent";
    public static final String CLIENT_REPORTED_REFUSAL = "client-reported-refusal";
    /** Of the source made at the first start. */
    public static final String TRYING_OUT = "trying-out";

    /** From the most to the least deliberate. */
    public enum Origin {
        /** The customer, or staff in their presence, through the preference centre or the consent API. */
        EXPLICIT,
        /** The consent state a client reported along with an event. */
        CLIENT,
        /** The operator of a source vouches that the site asked. */
        ASSERTED
    }
}
