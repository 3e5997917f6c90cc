package io.annals.command.customer;

import io.annals.command.CommandProblem.Invalid;
import io.annals.command.customer.ConsentCommandApi.Consent;
import io.annals.command.customer.ConsentCommandApi.EvidenceBody;
import io.annals.command.customer.ConsentCommandApi.State;
import io.annals.command.purpose.TermsInForce;
import io.annals.contracts.customer.ConsentTerms;
import io.annals.contracts.customer.Evidence;
import io.annals.contracts.customer.Evidence.Origin;
import io.annals.contracts.customer.Purpose;
import io.annals.contracts.customer.PurposeTerms;
import io.annals.contracts.customer.PurposeTerms.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a decision as somebody records it, under the terms in force. */
final class WishReader {

    private static final int MOST_TEXT = 2_000;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final TermsInForce terms;

    WishReader(TermsInForce terms) {
        this.terms = terms;
    }

    /** @param actor whose name stands in the evidence */
    Wish read(String purpose, Consent body, String actor, Instant now) {
        PurposeTerms asked = terms.expect(purpose);
        if (body.state() == null) {
            throw new Invalid("state-missing", "state is granted or withdrawn.");
        }
        boolean granted = body.state() == State.granted;
        Evidence evidence = evidence(body.evidence(), actor, asked);
        Instant from = effectiveFrom(body.effectiveFrom(), now);
        if (body.expires() != null
                && (!body.expires().isAfter(from) || body.expires().isAfter(LATEST))) {
            throw new Invalid("expires-invalid", "expires lies after effectiveFrom.");
        }
        Instant expires = granted ? asked.end(from, body.expires()) : null;
        List<Wish> assumed = granted && purpose.equals(Purpose.COLLECTION) ? assumed(evidence, from) : List.of();
        return new Wish(purpose, granted, evidence, from, expires, assumed);
    }

    private Evidence evidence(@Nullable EvidenceBody body, String actor, PurposeTerms asked) {
        if (body == null || body.statement() == null || body.statement().isBlank()) {
            throw new Invalid("evidence-missing", "evidence says what was shown or said.");
        }
        expectText("evidence", body.statement());
        expectText("notice", body.notice());
        expectText("place", body.place());
        expectText("guardian", body.guardian());
        if (body.region() != null && !PurposeTerms.isRegion(body.region())) {
            throw new Invalid("region-invalid", "region is an ISO 3166 code such as US or US-CA.");
        }
        boolean current = asked.notice().version().equals(body.notice());
        return new Evidence(
                Origin.EXPLICIT,
                actor,
                body.statement(),
                body.notice(),
                current ? asked.notice().hash() : null,
                terms.now().version(),
                body.region(),
                body.place(),
                body.guardian());
    }

    /** What the region lets us take as granted until the customer says something. */
    private List<Wish> assumed(Evidence evidence, Instant from) {
        String region = evidence.region();
        if (region == null) {
            return List.of();
        }
        ConsentTerms now = terms.now();
        return now.purposes().stream()
                .filter(one -> one.policyIn(region) == Policy.OPT_OUT)
                .map(one -> new Wish(
                        one.purpose(),
                        true,
                        new Evidence(
                                Origin.ASSERTED,
                                evidence.actor(),
                                Evidence.OPT_OUT_REGION,
                                null,
                                null,
                                now.version(),
                                region,
                                evidence.place(),
                                evidence.guardian()),
                        from,
                        one.end(from, null),
                        List.of()))
                .toList();
    }

    private static Instant effectiveFrom(@Nullable Instant asked, Instant now) {
        Instant from = asked == null ? now : asked.truncatedTo(ChronoUnit.MILLIS);
        if (from.isAfter(now.plus(CLOCK_SKEW)) || from.isBefore(Instant.EPOCH)) {
            throw new Invalid("effective-from-invalid", "effectiveFrom lies between 1970 and now.");
        }
        return from.isAfter(now) ? now : from;
    }

    private static void expectText(String field, @Nullable String text) {
        if (text != null && text.length() > MOST_TEXT) {
            throw new Invalid("text-too-long", field + " may hold " + MOST_TEXT + " characters.");
        }
    }
}
