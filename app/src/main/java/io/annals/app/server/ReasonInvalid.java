package io.annals.app.server;

import io.annals.contracts.Problem;

/** The reason for an access could name a person. */
final class ReasonInvalid extends RuntimeException implements Problem {

    private static final long serialVersionUID = 1L;

    @Override
    public String code() {
        return "reason-invalid";
    }

    @Override
    public int status() {
        return 400;
    }

    @Override
    public String detail() {
        return "A reason is a reference, such as TICKET-4711: a letter, then at most 63 letters, digits and . _ : # / -";
    }
}
