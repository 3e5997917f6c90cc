package io.annals.command.kafka;

import io.annals.command.source.Sources;
import io.annals.command.tracking.MessageIntake;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${annals.kafka.bootstrap-servers}'.isBlank()")
class KafkaConfiguration {

    @Bean
    KafkaSource kafkaSource(
            MessageIntake intake,
            Sources sources,
            @Value("${annals.kafka.bootstrap-servers}") String servers,
            @Value("${annals.kafka.group}") String group,
            @Value("${annals.kafka.topics}") String topics,
            @Value("${annals.kafka.properties}") String properties) {
        return KafkaSource.start(KafkaSettings.of(servers, group, topics, properties), intake, sources);
    }
}
