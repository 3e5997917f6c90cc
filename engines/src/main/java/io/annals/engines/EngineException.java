package io.annals.engines;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
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

    /** Why a file could not be used; the message of the JDK is often no more than its name. */
    static String why(Exception e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof AccessDeniedException) {
            return "no access to " + message;
        }
        if (e instanceof NoSuchFileException) {
            return message + " does not exist";
        }
        return message;
    }
}
