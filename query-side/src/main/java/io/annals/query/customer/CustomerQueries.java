package io.annals.query.customer;

import io.annals.eventstore.EventLog;
import io.annals.projections.customer.Checkpoints;
import io.annals.projections.customer.CustomerSearch;
import io.annals.projections.customer.CustomerViews;
import io.annals.query.Freshness;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Questions about customers. */
@Configuration(proxyBeanMethods = false)
public class CustomerQueries {

    @Bean
    CustomerQueryApi customerQueryApi(
            CustomerViews views, CustomerSearch search, Checkpoints checkpoints, EventLog log, Freshness freshness) {
        return new CustomerQueryApi(views, search, new Retrospect(log, checkpoints), log, freshness, Clock.systemUTC());
    }
}
