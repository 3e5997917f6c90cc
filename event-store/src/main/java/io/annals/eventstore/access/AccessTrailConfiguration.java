package io.annals.eventstore.access;

import io.annals.eventstore.Companion;
import io.annals.eventstore.EventLog;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The access trail, for every process that answers anybody. */
@Configuration(proxyBeanMethods = false)
public class AccessTrailConfiguration {

    @Bean
    Companion accessTrailCompanion() {
        return new AccessTrailCompanion();
    }

    @Bean
    AccessTrail accessTrail(DataSource database, EventStorageEngine engine, EventLog log) {
        return new AccessTrail(database, engine, log);
    }
}
