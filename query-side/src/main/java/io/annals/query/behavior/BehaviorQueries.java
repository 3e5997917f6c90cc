package io.annals.query.behavior;

import io.annals.eventstore.EventLog;
import io.annals.projections.behavior.BehaviorSearch;
import io.annals.projections.customer.CustomerViews;
import io.annals.query.Freshness;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Questions about behaviours. */
@Configuration(proxyBeanMethods = false)
public class BehaviorQueries {

    @Bean
    BehaviorQueryApi behaviorQueryApi(BehaviorSearch search, CustomerViews views, EventLog log, Freshness freshness) {
        return new BehaviorQueryApi(search, views, log, freshness, Clock.systemUTC());
    }
}
