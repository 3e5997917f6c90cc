package io.annals.app.server;

import io.annals.eventstore.ledger.Ledger;
import io.annals.eventstore.ledger.LedgerKeeper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The window above the last signed head, for status, health and metrics. Catching up is healthy, standing still is not. */
class LedgerCheck implements HealthIndicator, MeterBinder {

    private final Ledger ledger;
    private final ObjectProvider<LedgerKeeper> keeper;

    LedgerCheck(Ledger ledger, ObjectProvider<LedgerKeeper> keeper) {
        this.ledger = ledger;
        this.keeper = keeper;
    }

    StatusApi.LedgerStatus status() {
        Ledger.Lag lag = ledger.lag();
        return new StatusApi.LedgerStatus(
                lag.size(), lag.events(), lag.age().toMillis() / 1e3, trouble().orElse(null));
    }

    @Override
    public Health health() {
        Optional<String> trouble = trouble();
        if (trouble.isPresent()) {
            return Health.down().withDetail("trouble", trouble.get()).build();
        }
        Ledger.Lag lag = ledger.lag();
        return Health.up()
                .withDetail("size", lag.size())
                .withDetail("lag", lag.events())
                .build();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("annals.ledger.lag", () -> ledger.lag().events())
                .description("events that no signed head covers yet")
                .register(registry);
        Gauge.builder("annals.ledger.lag.age", () -> ledger.lag().age().toMillis() / 1e3)
                .baseUnit("seconds")
                .description("age of the oldest of them")
                .register(registry);
    }

    private Optional<String> trouble() {
        return Optional.ofNullable(keeper.getIfAvailable()).flatMap(LedgerKeeper::trouble);
    }
}
