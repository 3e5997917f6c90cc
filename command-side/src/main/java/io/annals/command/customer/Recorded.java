package io.annals.command.customer;

import io.annals.contracts.customer.CustomerCommand.ConsentDecision;
import java.util.List;
import java.util.Map;

/**
 * What became of a request's calls about one customer.
 *
 * @param refused message id → reason, see {@link Refusal}; whatever is not named here is kept
 * @param tellOthers consent decisions that were new here and that the person's other streams must hear of
 */
public record Recorded(Map<String, String> refused, List<ConsentDecision> tellOthers) {

    static final Recorded WHOLE = new Recorded(Map.of(), List.of());
}
