package io.annals.app.server;

import io.annals.command.CommandConfiguration;
import io.annals.eventstore.ledger.LedgerKeeperConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Decides. */
@Configuration(proxyBeanMethods = false)
@OnRole(Role.COMMAND)
@Import({
    CommandConfiguration.class,
    LedgerKeeperConfiguration.class,
    LedgerKeyApi.class,
    LedgerVerificationApi.class,
    FirstKeys.class,
    KafkaCheck.class
})
class CommandRole {}
