package io.annals.command;

import io.annals.contracts.Problem;

/** Why this side did not do what was asked; each of its kinds is one HTTP status. */
public abstract sealed class CommandProblem extends RuntimeException implements Problem {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    private CommandProblem(int status, String code, String detail) {
        // An answer, not a defect: whoever reads it needs the code, not where it was thrown.
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** The body as a whole can never be right. */
    public static final class Unreadable extends CommandProblem {
        private static final long serialVersionUID = 1L;

        public Unreadable(String code, String detail) {
            super(400, code, detail);
        }
    }

    /** No key, or one that no source has. */
    public static final class Unauthenticated extends CommandProblem {
        private static final long serialVersionUID = 1L;

        public Unauthenticated(String code, String detail) {
            super(401, code, detail);
        }
    }

    public static final class NotFound extends CommandProblem {
        private static final long serialVersionUID = 1L;

        public NotFound(String code, String detail) {
            super(404, code, detail);
        }
    }

    /** The client stopped in the middle of its body, or sends it too slowly. */
    public static final class TooSlow extends CommandProblem {
        private static final long serialVersionUID = 1L;

        public TooSlow(String detail) {
            super(408, "body-too-slow", detail);
        }
    }

    /** Right in itself, but not as things stand. */
    public static final class Conflict extends CommandProblem {
        private static final long serialVersionUID = 1L;

        public Conflict(String code, String detail) {
            super(409, code, detail);
        }
    }

    /** Decided on what has changed since. */
    public static final class Changed extends CommandProblem {
        private static final long serialVersionUID = 1L;

        public Changed(String code, String detail) {
            super(412, code, detail);
        }
    }

    /** Would overwrite what the caller may never have seen. */
    public static final class ConditionMissing extends CommandProblem {
        private static final long serialVersionUID = 1L;

        public ConditionMissing(String detail) {
            super(428, "if-match-missing", detail);
        }
    }

    public static final class MethodNotAllowed extends CommandProblem {
        private static final long serialVersionUID = 1L;

        public MethodNotAllowed() {
            super(405, "method-not-allowed", "The tracking API is told things with POST.");
        }
    }

    /** It was there, and will not be again. */
    public static final class Gone extends CommandProblem {
        private static final long serialVersionUID = 1L;

        public Gone() {
            super(410, "customer-erased", "This customer was erased; the certificate of the erasure says when.");
        }
    }

    public static final class TooLarge extends CommandProblem {
        private static final long serialVersionUID = 1L;

        public TooLarge(String code, String detail) {
            super(413, code, detail);
        }
    }

    /** Readable, and still not something that can be asked. */
    public static final class Invalid extends CommandProblem {
        private static final long serialVersionUID = 1L;

        public Invalid(String code, String detail) {
            super(422, code, detail);
        }
    }

    /** More at once than this process takes; the same request is welcome a little later. */
    public static final class Busy extends CommandProblem {
        private static final long serialVersionUID = 1L;

        public Busy(String detail) {
            super(429, "intake-full", detail);
        }
    }

    /** Nothing can be made durable at the moment. */
    public static final class Unavailable extends CommandProblem {
        private static final long serialVersionUID = 1L;

        public Unavailable(String code, String detail) {
            super(503, code, detail);
        }
    }
}
