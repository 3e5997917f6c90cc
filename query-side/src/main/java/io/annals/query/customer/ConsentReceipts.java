package io.annals.query.customer;

import io.annals.contracts.customer.ConsentTerms;
import io.annals.contracts.customer.ConsentTerms.Controller;
import io.annals.contracts.customer.ConsentTermsEvent.ConsentTermsPublished;
import io.annals.contracts.customer.CustomerView.Consent;
import io.annals.contracts.customer.Evidence;
import io.annals.contracts.customer.Notice.Text;
import io.annals.contracts.customer.PurposeTerms;
import io.annals.eventstore.EventLog;
import io.annals.query.customer.ConsentReceipt.ConsentRecord;
import io.annals.query.customer.ConsentReceipt.Party;
import io.annals.query.customer.ConsentReceipt.PiiProcessing;
import io.annals.query.customer.ConsentReceipt.PurposeOfProcessing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes receipts from the log; none is kept. */
final class ConsentReceipts {

    private static final String WITHDRAWAL = "preference centre, or PUT /api/consents/{purpose}";

    private final EventLog log;

    ConsentReceipts(EventLog log) {
        this.log = log;
    }

    /** @param customer the root of the person who decided */
    ConsentReceipt of(String customer, Consent consent) {
        String id = log.read(consent.position() - 1, 1).get(0).id();
        Evidence evidence = consent.evidence();
        Optional<ConsentTerms> terms = terms(evidence.terms());
        return new ConsentReceipt(
                ConsentReceipt.SCHEMA,
                id,
                new ConsentRecord(
                        id,
                        customer,
                        new PiiProcessing(
                                evidence.notice(),
                                evidence.noticeHash(),
                                evidence.terms(),
                                List.of(purpose(consent, terms.flatMap(one -> one.of(consent.purpose()))))),
                        terms.map(ConsentTerms::controller)
                                .map(ConsentReceipts::party)
                                .map(List::of)
                                .orElse(List.of()),
                        List.of(new ConsentReceipt.Event(
                                consent.effectiveFrom(),
                                consent.at(),
                                consent.expires(),
                                evidence.actor(),
                                evidence.origin(),
                                consent.state())),
                        evidence));
    }

    private static PurposeOfProcessing purpose(Consent consent, Optional<PurposeTerms> terms) {
        Map<String, Text> description =
                terms.map(PurposeTerms::notice).map(notice -> notice.texts()).orElse(Map.of());
        return new PurposeOfProcessing(
                consent.purpose(),
                description,
                terms.map(PurposeTerms::legalBasis).orElse(null),
                consent.evidence().place(),
                consent.evidence().region(),
                WITHDRAWAL);
    }

    private static Party party(Controller controller) {
        return new Party("controller", controller.name(), controller.contact(), "PII controller");
    }

    /** Those of that time; a decision from before there were any names none. */
    private Optional<ConsentTerms> terms(@Nullable Integer version) {
        if (version == null) {
            return Optional.empty();
        }
        if (version == 0) {
            return Optional.of(ConsentTerms.DEFAULTS);
        }
        return log.readStream(ConsentTerms.STREAM, version - 2L, 1).stream()
                .map(event -> event.payload())
                .filter(ConsentTermsPublished.class::isInstance)
                .map(event -> ((ConsentTermsPublished) event).terms())
                .findFirst();
    }
}
