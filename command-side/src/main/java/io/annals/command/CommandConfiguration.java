package io.annals.command;

import io.annals.command.access.TokenDesk;
import io.annals.command.source.SourceDesk;
import io.annals.contracts.access.Role;
import io.annals.contracts.source.ConsentPolicy;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/**
 * The command side in one list. The scan stays within this side and finds one configuration for each of its contexts,
 * whose classes stay their own.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@PropertySource("classpath:io/annals/command/axon.properties")
public class CommandConfiguration {

    /** Each command waits a few milliseconds for its group's commit; so many can wait together. */
    private static final int COMMANDS_AT_ONCE = 96;

    @Bean
    Clock commandClock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "shutdown")
    ExecutorService commandThreads() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(COMMANDS_AT_ONCE, task -> {
            Thread thread = new Thread(task, "command-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Without a transaction manager: the event store's group is the transaction. */
    @Bean
    CommandBus commandBus(ExecutorService commandThreads) {
        return AsynchronousCommandBus.builder().executor(commandThreads).build();
    }

    /** An event says by itself what caused it; two more ids on each would be a tenth of its size. */
    @Bean
    CorrelationDataProvider nothingCorrelated() {
        return message -> Map.of();
    }

    @Bean
    Commands commands(CommandBus commandBus) {
        return new Commands(commandBus);
    }

    @Bean
    FirstStart firstStart(SourceDesk sources, TokenDesk tokens) {
        return new FirstStart() {
            @Override
            public String createSource(String name, ConsentPolicy policy) {
                return sources.create(name, policy, "first start").writeKey();
            }

            @Override
            public String issueToken(String name, Role role) {
                return tokens.issue(name, role, null, "first start").token();
            }
        };
    }
}
