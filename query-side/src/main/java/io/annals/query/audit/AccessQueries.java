package io.annals.query.audit;

import io.annals.eventstore.EventLog;
import io.annals.eventstore.access.AccessTrail;
import io.annals.eventstore.access.AccessTrailConfiguration;
import io.annals.eventstore.ledger.Ledger;
import io.annals.projections.customer.CustomerSearch;
import io.annals.projections.customer.CustomerViews;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Questions about who saw whom and did what. */
@Configuration(proxyBeanMethods = false)
@Import(AccessTrailConfiguration.class)
public class AccessQueries {

    @Bean
    AccessQueryApi accessQueryApi(AccessTrail trail, CustomerViews views, CustomerSearch search, EventLog log) {
        Clock clock = Clock.systemUTC();
        return new AccessQueryApi(trail, new Streams(views, search, log, clock), clock);
    }

    @Bean
    PassportApi passportApi(CustomerViews views, EventLog log, AccessTrail trail, Ledger ledger, SignedProofs proofs) {
        return new PassportApi(new Passports(views, log, trail, ledger, proofs), Clock.systemUTC());
    }

    @Bean
    ComplianceReportApi complianceReportApi(EventLog log, AccessTrail trail, Ledger ledger, SignedProofs proofs) {
        return new ComplianceReportApi(new ComplianceReports(log, trail, ledger, proofs), Clock.systemUTC());
    }
}
