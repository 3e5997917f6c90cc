package io.annals.command.subject;

import io.annals.contracts.customer.ErasureEvent.CustomerErased;
import io.annals.contracts.customer.SubjectRequestEvent.Outcome;
import io.annals.contracts.customer.SubjectRequestEvent.SubjectRequestClosed;
import io.annals.contracts.customer.SubjectRequestEvent.SubjectRequestMade;
import io.annals.eventstore.Claim;
import io.annals.eventstore.Companion;
import java.util.List;

/** Which requests wait; of one kind a person has one at a time. Whoever was erased waits for nothing. */
final class SubjectRequestCompanion implements Companion {

    private static final String TABLE = "subject_request";

    private static final String ANSWERED =
            """
            update subject_request set outcome = ?, closed_by = 'erasure', closed_at = ?
            where customer_id = ? and closed_at is null
            """;

    @Override
    public List<Claim> claims(Object event) {
        if (event instanceof SubjectRequestMade made) {
            return List.of(Claim.take(
                    TABLE,
                    List.of("id", "customer_id", "kind", "made_at", "due_at"),
                    List.of(made.requestId(), made.customerId(), made.kind().name(), made.at(), made.due())));
        }
        if (event instanceof SubjectRequestClosed closed) {
            return List.of(Claim.change(
                    TABLE,
                    List.of("id", "outcome", "closed_by", "closed_at"),
                    List.of(closed.requestId(), closed.outcome().name(), closed.by(), closed.at())));
        }
        if (event instanceof CustomerErased erased) {
            return List.of(
                    Claim.sweep(TABLE, ANSWERED, List.of(Outcome.FULFILLED.name(), erased.at(), erased.customerId())));
        }
        return List.of();
    }
}
