package io.annals.engines;

import org.jspecify.annotations.Nullable;

/** An engine that could not start or has ended. The message is one sentence: what is wrong, and the way out. */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineException(String sentence) {
        this(sentence, null);
    }

    EngineException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
