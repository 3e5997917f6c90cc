package io.annals.eventstore;

import io.annals.contracts.customer.ErasureEvent.CustomerErased;
import java.util.List;

/** Destroys, in the commit of the erasure, whatever opens or sums up the erased stream. */
final class ErasureCompanion implements Companion {

    @Override
    public List<Claim> claims(Object event) {
        if (!(event instanceof CustomerErased erased)) {
            return List.of();
        }
        List<Object> customer = List.of(erased.customerId());
        return List.of(
                Claim.sweep(SubjectKeys.TABLE, "delete from subject_key where subject = ?", customer),
                Claim.sweep("snapshot", "delete from snapshot where stream = ?", customer));
    }
}
