package io.annals.contracts;

/** A failure that is an answer: rendered as an RFC 9457 problem document. Implemented by each side's sealed exceptions. */
public interface Problem {

    /** Stable, kebab case, for programs: {@code source-disabled}. */
    String code();

    /** The HTTP status that tells a client whether trying again can help. */
    int status();

    /** One sentence for people: what is wrong and what to do about it. */
    String detail();
}
