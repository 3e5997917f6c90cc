package io.annals.query.audit;

import io.annals.contracts.audit.ConsistencyProofView;
import io.annals.contracts.audit.InclusionProofView;
import io.annals.contracts.audit.LedgerHeadView;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.ledger.Ledger;
import io.annals.query.QueryProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "audit", description = "Proof that nobody has changed the log")
@RestController
@RequestMapping(path = "/api/audit/ledger", produces = MediaType.APPLICATION_JSON_VALUE)
class LedgerQueryApi {

    private final Ledger ledger;
    private final EventLog log;
    private final SignedProofs proofs;

    LedgerQueryApi(Ledger ledger, EventLog log, SignedProofs proofs) {
        this.ledger = ledger;
        this.log = log;
        this.proofs = proofs;
    }

    @Operation(operationId = "findLedgerHead", summary = "The last signed head over the log, and the events after it")
    @GetMapping("/head")
    LedgerHeadView head() {
        return proofs.view(covering("position", 1));
    }

    @Operation(operationId = "proveInclusion", summary = "Proof that the event at a position stands as it was signed")
    @GetMapping("/inclusion")
    InclusionProofView inclusion(@Parameter(description = "of the event, from 1") @RequestParam Long position) {
        return proofs.of(covering("position", position), position);
    }

    @Operation(operationId = "proveConsistency", summary = "Proof that an older log is the beginning of a newer one")
    @GetMapping("/consistency")
    ConsistencyProofView consistency(
            @Parameter(description = "events in the older log") @RequestParam Long from,
            @Parameter(description = "events in the newer log, those of the last head unless told")
                    @RequestParam(required = false)
                    @Nullable
                    Long to) {
        long newer = to == null ? covering("from", Math.max(1, from)).size() : to;
        covering("to", newer);
        if (from < 0 || from > newer) {
            throw new QueryProblem.ParameterInvalid("from", "must be from 0 to " + newer);
        }
        Ledger.Consistency proof = ledger.consistency(from, newer);
        return new ConsistencyProofView(
                from,
                newer,
                SignedProofs.hex(proof.fromRoot()),
                SignedProofs.hex(proof.toRoot()),
                SignedProofs.hex(proof.path()));
    }

    /** The last head, if it covers the position. */
    private Ledger.SignedHead covering(String parameter, long position) {
        if (position < 1) {
            throw new QueryProblem.ParameterInvalid(parameter, "must be 1 or more");
        }
        return ledger.head().filter(head -> head.size() >= position).orElseThrow(() -> beyond(parameter, position));
    }

    private QueryProblem beyond(String parameter, long position) {
        return position > Math.max(1, log.head())
                ? new QueryProblem.ParameterInvalid(parameter, "is beyond the last event, " + log.head())
                : new QueryProblem.LedgerBehind(position);
    }
}
