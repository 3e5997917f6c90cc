package io.annals.query.segment;

import io.annals.projections.ViewStatuses;
import io.annals.projections.customer.CustomerSearch;
import io.annals.query.Freshness;
import java.time.Clock;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Questions about segments. */
@Configuration(proxyBeanMethods = false)
public class SegmentQueries {

    @Bean
    GlobalOpenApiCustomizer ruleSchema() {
        return new RuleSchema();
    }

    @Bean
    SegmentQueryApi segmentQueryApi(CustomerSearch search, ViewStatuses views, Freshness freshness) {
        return new SegmentQueryApi(search, views, freshness, Clock.systemUTC());
    }
}
