package io.annals.command.rehearsal;

import io.annals.command.identity.RulesInForce;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.KeyedHash;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(RehearsalApi.class)
class RehearsalConfiguration {

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService rehearsalThread() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "rehearsal");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Bean
    Rehearsals rehearsals(
            EventLog events, KeyedHash hash, RulesInForce rules, ExecutorService rehearsalThread, Clock commandClock) {
        return new Rehearsals(events, hash, rules, rehearsalThread, commandClock);
    }
}
