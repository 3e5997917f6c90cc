package io.annals.query;

import io.annals.projections.ReadersConfiguration;
import io.annals.projections.ViewStatuses;
import io.annals.query.audit.AccessQueries;
import io.annals.query.audit.HistoryQueries;
import io.annals.query.audit.LedgerQueries;
import io.annals.query.behavior.BehaviorQueries;
import io.annals.query.customer.CustomerQueries;
import io.annals.query.segment.SegmentQueries;
import io.annals.query.view.ViewQueries;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything that can be asked, in one list. */
@Configuration(proxyBeanMethods = false)
@Import({
    ReadersConfiguration.class,
    AccessQueries.class,
    BehaviorQueries.class,
    CustomerQueries.class,
    HistoryQueries.class,
    LedgerQueries.class,
    SegmentQueries.class,
    ViewQueries.class
})
public class QueryConfiguration {

    @Bean
    Freshness freshness(ViewStatuses views) {
        return new Freshness(views);
    }
}
