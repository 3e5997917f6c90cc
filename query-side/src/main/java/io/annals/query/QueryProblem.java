package io.annals.query;

import io.annals.contracts.Problem;
import io.annals.contracts.customer.ErasureEvent;
import io.annals.eventstore.EventLog;

/** Why a question has no answer. */
public abstract sealed class QueryProblem extends RuntimeException implements Problem {

    private static final long serialVersionUID = 1L;

    /** Why a view knows nothing of a customer. */
    public static QueryProblem unknown(EventLog log, String customer) {
        return erased(log, customer) ? new CustomerErased() : new CustomerUnknown();
    }

    public static boolean erased(EventLog log, String customer) {
        return log.last(customer)
                .filter(last -> last.payload() instanceof ErasureEvent.CustomerErased)
                .isPresent();
    }

    private final String code;
    private final int status;

    private QueryProblem(String code, int status, String detail) {
        super(detail);
        this.code = code;
        this.status = status;
    }

    public static final class CustomerUnknown extends QueryProblem {
        private static final long serialVersionUID = 1L;

        public CustomerUnknown() {
            super("customer-unknown", 404, "there is no customer with this id");
        }
    }

    public static final class CustomerErased extends QueryProblem {
        private static final long serialVersionUID = 1L;

        public CustomerErased() {
            super("customer-erased", 410, "this customer was erased; the certificate of the erasure says when");
        }
    }

    public static final class NeverDecided extends QueryProblem {
        private static final long serialVersionUID = 1L;

        public NeverDecided() {
            super("consent-unknown", 404, "this customer never decided on this purpose");
        }
    }

    public static final class NotErased extends QueryProblem {
        private static final long serialVersionUID = 1L;

        public NotErased() {
            super("not-erased", 404, "this customer was not erased");
        }
    }

    public static final class ParameterInvalid extends QueryProblem {
        private static final long serialVersionUID = 1L;

        public ParameterInvalid(String name, String must) {
            super("parameter-invalid", 400, name + " " + must);
        }
    }

    public static final class ViewBehind extends QueryProblem {
        private static final long serialVersionUID = 1L;

        public ViewBehind(long position) {
            super("view-behind", 503, "the views have not seen position " + position + " yet; ask again in a moment");
        }
    }

    public static final class LedgerBehind extends QueryProblem {
        private static final long serialVersionUID = 1L;

        public LedgerBehind(long position) {
            super("ledger-behind", 503, "no signed head covers position " + position + " yet; ask again in a moment");
        }
    }

    public static final class ReplaysElsewhere extends QueryProblem {
        private static final long serialVersionUID = 1L;

        public ReplaysElsewhere() {
            super("replays-elsewhere", 409, "this process writes no views; ask a process with the role projections");
        }
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
}
