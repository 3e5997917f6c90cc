package io.annals.app.server;

import java.util.Optional;

/** Knows whose a token is. */
@FunctionalInterface
interface Bearers {

    /** Empty for a token that is not valid, or not valid any more. */
    Optional<Bearer> find(String token);
}
