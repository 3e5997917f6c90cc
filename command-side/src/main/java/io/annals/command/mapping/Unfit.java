package io.annals.command.mapping;

/** A row that its mapping can make nothing of; the message says why. */
public final class Unfit extends Exception {

    private static final long serialVersionUID = 1L;

    Unfit(String why) {
        super(why, null, false, false);
    }
}
