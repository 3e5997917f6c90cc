package io.annals.app;

import org.jspecify.annotations.Nullable;

/** A failure whose message is one clear sentence for the person at the keyboard: what is wrong, and the way out. */
public final class Plain extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Plain(String sentence) {
        super(sentence);
    }

    public Plain(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
