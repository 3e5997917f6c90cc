package io.annals.query.audit;

import io.annals.eventstore.Envelopes;
import io.annals.eventstore.EventLog;
import io.annals.projections.ViewStatuses;
import io.annals.projections.customer.CustomerViews;
import io.annals.query.Freshness;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Questions about what happened. */
@Configuration(proxyBeanMethods = false)
public class HistoryQueries {

    @Bean
    HistoryQueryApi historyQueryApi(CustomerViews views, EventLog log, Freshness freshness) {
        return new HistoryQueryApi(views, log, freshness);
    }

    @Bean
    CopyQueryApi copyQueryApi(CustomerViews views, EventLog log, Freshness freshness) {
        return new CopyQueryApi(views, log, freshness, Clock.systemUTC());
    }

    @Bean
    ErasureQueryApi erasureQueryApi(EventLog log, Envelopes envelopes, SignedProofs proofs, ViewStatuses views) {
        return new ErasureQueryApi(new ErasureCertificates(log, envelopes, proofs, views), Clock.systemUTC());
    }
}
