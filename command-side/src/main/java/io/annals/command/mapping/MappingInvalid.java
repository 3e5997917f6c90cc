package io.annals.command.mapping;

/** A mapping that cannot be; the message names the place. */
public final class MappingInvalid extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MappingInvalid(String why) {
        super(why);
    }
}
