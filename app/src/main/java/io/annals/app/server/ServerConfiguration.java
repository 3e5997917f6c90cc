package io.annals.app.server;

import io.annals.eventstore.EventStoreConfiguration;
import io.annals.eventstore.access.AccessTrailConfiguration;
import io.annals.eventstore.ledger.LedgerConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The whole program in one list. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {
            UserDetailsServiceAutoConfiguration.class, // tokens, no passwords
            ObservationAutoConfiguration.class // nobody asks for its spans, and it wraps every filter of every request
        })
@Import({
    EventStoreConfiguration.class,
    LedgerConfiguration.class,
    CommandRole.class,
    ProjectionsRole.class,
    QueryRole.class,
    AccessTrailConfiguration.class,
    AccessConfiguration.class,
    RecordedAccess.class,
    ApiDescription.class,
    ProblemAdvice.class,
    SlowBodies.class,
    EngineChecks.class,
    LedgerCheck.class,
    SessionApi.class,
    StatusApi.class,
    BackupApi.class,
    CompactionApi.class
})
class ServerConfiguration {}
