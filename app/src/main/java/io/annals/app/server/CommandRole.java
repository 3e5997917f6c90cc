package io.annals.app.server;

import io.annals.command.CommandConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Decides. */
@Configuration(proxyBeanMethods = false)
@OnRole(Role.COMMAND)
@Import({CommandConfiguration.class, FirstKeys.class, KafkaCheck.class})
class CommandRole {}
