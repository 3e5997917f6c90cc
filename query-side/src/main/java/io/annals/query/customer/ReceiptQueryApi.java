package io.annals.query.customer;

import io.annals.contracts.customer.CustomerView;
import io.annals.eventstore.EventLog;
import io.annals.projections.customer.CustomerViews;
import io.annals.projections.customer.Family;
import io.annals.query.Freshness;
import io.annals.query.QueryProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Consents")
@RestController
class ReceiptQueryApi {

    private final CustomerViews views;
    private final ConsentReceipts receipts;
    private final EventLog log;
    private final Freshness freshness;
    private final Clock clock;

    ReceiptQueryApi(CustomerViews views, EventLog log, Freshness freshness, Clock clock) {
        this.views = views;
        this.receipts = new ConsentReceipts(log);
        this.log = log;
        this.freshness = freshness;
        this.clock = clock;
    }

    @Operation(
            operationId = "findConsentReceipt",
            summary = "The receipt of a customer's last decision on a purpose, with the fields of ISO/IEC TS 27560")
    @GetMapping(path = "/api/customers/{id}/consents/{purpose}/receipt", produces = MediaType.APPLICATION_JSON_VALUE)
    ConsentReceipt receipt(
            @PathVariable String id,
            @PathVariable String purpose,
            @Parameter(description = "wait up to 2 s until this position is in the answer")
                    @RequestParam(required = false)
                    @Nullable
                    Long minPosition) {
        freshness.await(minPosition, CustomerViews.VIEW);
        Family family = views.find(id);
        if (family == null) {
            throw QueryProblem.unknown(log, id);
        }
        CustomerView view = family.profile().view(family.root(), null, null, clock.instant());
        return view.consents().stream()
                .filter(consent -> consent.purpose().equals(purpose))
                .map(consent -> receipts.of(view.customerId(), consent))
                .findFirst()
                .orElseThrow(QueryProblem.NeverDecided::new);
    }
}
