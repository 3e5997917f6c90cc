package io.annals.query.audit;

import io.annals.eventstore.EventLog;
import io.annals.eventstore.ledger.Ledger;
import io.annals.eventstore.ledger.LedgerConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Questions about the proof of what happened. */
@Configuration(proxyBeanMethods = false)
@Import(LedgerConfiguration.class)
public class LedgerQueries {

    @Bean
    SignedProofs signedProofs(Ledger ledger, EventLog log) {
        return new SignedProofs(ledger, log);
    }

    @Bean
    LedgerQueryApi ledgerQueryApi(Ledger ledger, EventLog log, SignedProofs proofs) {
        return new LedgerQueryApi(ledger, log, proofs);
    }
}
