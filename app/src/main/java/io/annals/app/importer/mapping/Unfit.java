package io.annals.app.importer.mapping;

/** A row that its mapping can make nothing of; the message says why. */
final class Unfit extends Exception {

    private static final long serialVersionUID = 1L;

    Unfit(String why) {
        super(why, null, false, false);
    }
}
