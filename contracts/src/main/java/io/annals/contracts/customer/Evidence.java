package io.annals.contracts.customer;

import org.jspecify.annotations.Nullable;

/**
 * How we know of a consent decision. Whatever is {@code null} nobody told.
 *
 * @param origin which of the ways a decision can reach us; decides which state wins
 * @param actor who recorded it: a source's id, a token's name
 * @param statement what was shown or said, in words an auditor can judge; or one of the codes below, where nobody said
 *     anything in a language and readers are told in theirs
 * @param notice version of the notice the customer saw
 * @param noticeHash of that notice, see {@link Notice#hash}; {@code null} also when the notice was not in force
 * @param terms version of the terms in force when it was recorded
 * @param region where the customer was: an ISO 3166 code such as {@code US} or {@code US-CA}
 * @param place where it was decided: a page, a shop, a form
 * @param guardian how a minor's guardian agreed, and how we know that it was them
 */
public record Evidence(
        Origin origin,
        String actor,
        String statement,
        @Nullable String notice,
        @Nullable String noticeHash,
        @Nullable Integer terms,
        @Nullable String region,
        @Nullable String place,
        @Nullable String guardian) {

    public static final String CLIENT_REPORTED_CONSENT = "client-reported-consent";
    public static final String CLIENT_REPORTED_REFUSAL = "client-reported-refusal";
    /** Of the source made at the first start. */
    public static final String TRYING_OUT = "trying-out";

    /** Of the page that a signed link opens. */
    public static final String PREFERENCE_CENTRE = "preference-centre";
    /** Of the button that a mail program shows (RFC 8058). */
    public static final String ONE_CLICK = "one-click-unsubscribe";
    /** In a region where the purpose may be assumed. */
    public static final String OPT_OUT_REGION = "opt-out-region";
    /** A minor's grant of which no guardian knew. */
    public static final String GUARDIAN_UNKNOWN = "guardian-unknown";

    public Evidence(Origin origin, String actor, String statement, @Nullable String notice) {
        this(origin, actor, statement, notice, null, null, null, null, null);
    }

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
