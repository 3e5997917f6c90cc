package io.annals.eventstore;

import io.annals.contracts.KeyScope;

/** The subject was erased: nothing more can be sealed for them. */
public final class KeyDestroyed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyDestroyed(KeyScope scope) {
        super("no key for " + scope);
    }
}
