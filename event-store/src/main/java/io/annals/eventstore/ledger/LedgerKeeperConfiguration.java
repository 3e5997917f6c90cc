package io.annals.eventstore.ledger;

import io.annals.eventstore.EventLog;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ledger for a process that may keep it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("annals.ledger.enabled")
public class LedgerKeeperConfiguration {

    @Bean
    LedgerKeeper ledgerKeeper(
            DataSource database,
            EventLog log,
            @Value("${annals.ledger.folder}") Path folder,
            @Value("${annals.ledger.key-file}") Path keyFile,
            @Value("${annals.ledger.interval}") Duration interval,
            @Value("${annals.ledger.witness-url}") String witness) {
        Consumer<String> told = witness.isBlank() ? head -> {} : new Witness(URI.create(witness));
        return new LedgerKeeper(database, log, new LedgerFolder(folder, keyFile), interval, Clock.systemUTC(), told);
    }
}
