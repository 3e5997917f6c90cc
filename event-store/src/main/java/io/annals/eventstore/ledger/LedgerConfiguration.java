package io.annals.eventstore.ledger;

import io.annals.eventstore.EventLog;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ledger for those who ask it. */
@Configuration(proxyBeanMethods = false)
public class LedgerConfiguration {

    @Bean
    Ledger ledger(DataSource database, EventLog log) {
        return new Ledger(database, log, Clock.systemUTC());
    }
}
