package io.annals.command.customer;

/**
 * Who is who has changed since the command's sender looked it up. Nothing was stored: resolve again, and retry. An answer
 * between parts of one process, so it carries no stack.
 */
public final class ResolveAgain extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ResolveAgain(String what) {
        super(what, null, false, false);
    }
}
