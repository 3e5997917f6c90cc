package io.annals.projections;

import io.annals.eventstore.EventLog;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The views as they are written: one follower each, from start to stop of the process. */
@Configuration(proxyBeanMethods = false)
@Import(ReadersConfiguration.class)
public class ProjectionsConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    ViewReplays viewReplays(List<View> views, EventLog log, DataSource database, ViewStatuses statuses) {
        Following following = new Following(views, log, new Leases(database), Clock.systemUTC());
        statuses.attach(following);
        return following;
    }
}
