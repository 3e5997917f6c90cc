package io.annals.command.purpose;

import io.annals.contracts.customer.ConsentTerms;
import io.annals.contracts.customer.ConsentTermsEvent.ConsentTermsPublished;
import io.annals.eventstore.Claim;
import io.annals.eventstore.Companion;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A version is published once; whoever weighs consents reads the newest. */
final class TermsCompanion implements Companion {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public List<Claim> claims(Object event) {
        if (!(event instanceof ConsentTermsPublished published)) {
            return List.of();
        }
        ConsentTerms terms = published.terms();
        return List.of(Claim.take(
                "consent_terms",
                List.of("version", "terms"),
                List.of(terms.version(), JSON.writeValueAsString(terms))));
    }

    static ConsentTerms read(String terms) {
        return JSON.readValue(terms, ConsentTerms.class);
    }
}
