package io.annals.contracts.audit;

import java.util.Collection;

/** An answer that shows people says whom: the access log keeps that. */
public interface AboutCustomers {

    /** Every stream that is shown; random ids. */
    Collection<String> shown();
}
