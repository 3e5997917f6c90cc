package io.annals.app.server;

import io.annals.command.kafka.KafkaSource;
import io.annals.command.kafka.KafkaStatus;
import io.annals.command.kafka.KafkaStatus.State;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** A topic that does not move is a fault, and not one that HTTP clients would tell of. */
class KafkaCheck implements HealthIndicator {

    private final ObjectProvider<KafkaSource> kafka;

    KafkaCheck(ObjectProvider<KafkaSource> kafka) {
        this.kafka = kafka;
    }

    @Override
    public Health health() {
        KafkaSource source = kafka.getIfAvailable();
        if (source == null) {
            return Health.up().withDetail("state", "off").build();
        }
        KafkaStatus status = source.status();
        boolean moves = status.state() == State.RUNNING || status.state() == State.JOINING;
        return (moves ? Health.up() : Health.down())
                .withDetail("state", status.state())
                .withDetail("detail", String.valueOf(status.detail()))
                .build();
    }
}
