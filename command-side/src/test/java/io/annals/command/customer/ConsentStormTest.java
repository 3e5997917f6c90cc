package io.annals.command.customer;

import static io.annals.command.customer.Words.TEA_DRINKER;
import static io.annals.command.customer.Words.day;
import static io.annals.contracts.customer.Evidence.Origin.ASSERTED;
import static io.annals.contracts.customer.Evidence.Origin.CLIENT;
import static io.annals.contracts.customer.Evidence.Origin.EXPLICIT;
import static io.annals.contracts.customer.Purpose.COLLECTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.CustomerCommand.ConsentDecision;
import io.annals.contracts.customer.CustomerCommand.DeclareMinor;
import io.annals.contracts.customer.CustomerCommand.GrantConsent;
import io.annals.contracts.customer.CustomerCommand.RecordBehaviors;
import io.annals.contracts.customer.CustomerCommand.WithdrawConsent;
import io.annals.contracts.customer.Evidence;
import io.annals.contracts.customer.Evidence.Origin;
import io.annals.contracts.customer.IdentityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.axonframework.eventhandling.SimpleEventBus;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregate;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A hundred thousand lives of random grants, withdrawals, lapses, stale client states, minors and behaviours. Whatever is
 * kept must be allowed by {@link ConsentOracle}, which knows what arrived and nothing of how the customer decides.
 */
class ConsentStormTest {

    private static final int LIVES = 100_000;
    private static final int STEPS = 14;
    private static final long SEED = 20_261_123;

    private static final AggregateModel<Customer> MODEL =
            AnnotatedAggregateMetaModelFactory.inspectAggregate(Customer.class);

    private long kept;
    private long refused;

    @Test
    void keepsNothingThatWasNotAllowed() throws Exception {
        SplittableRandom seeds = new SplittableRandom(SEED);
        for (int life = 0; life < LIVES; life++) {
            live(seeds.split(), life);
        }
        assertThat(kept).as("kept").isGreaterThan(LIVES);
        assertThat(refused).as("refused").isGreaterThan(LIVES);
    }

    private void live(SplittableRandom chance, int life) throws Exception {
        List<Object> log = new ArrayList<>();
        SimpleEventBus bus = SimpleEventBus.builder().build();
        bus.subscribe(events -> events.forEach(event -> log.add(event.getPayload())));
        AnnotatedAggregate<Customer> customer = AnnotatedAggregate.initialize(new Customer(), MODEL, bus);
        ConsentOracle oracle = new ConsentOracle();
        for (int today = 1; today <= STEPS; today++) {
            Instant now = day(today);
            Instant about = day(chance.nextInt(today + 1));
            int before = log.size();
            step(chance.nextInt(11), customer, oracle, about, expiry(chance, about), now, !log.isEmpty());
            for (Object event : log.subList(before, log.size())) {
                if (event instanceof BehaviorRecorded recorded) {
                    kept++;
                    assertThat(oracle.objection(recorded.behavior().at(), now))
                            .as("life %d, day %d, after %s", life, today, oracle)
                            .isNull();
                }
            }
        }
    }

    private void step(
            int kind,
            AnnotatedAggregate<Customer> customer,
            ConsentOracle oracle,
            Instant about,
            @Nullable Instant expires,
            Instant now,
            boolean begun)
            throws Exception {
        switch (kind) {
            case 0 -> report(customer, oracle, CLIENT, true, about, expires, now, begun);
            case 1 -> report(customer, oracle, CLIENT, false, about, null, now, begun);
            case 2 -> report(customer, oracle, ASSERTED, true, about, expires, now, begun);
            case 3, 4 -> grant(customer, oracle, kind == 4 ? "mother, on paper" : null, about, expires, now);
            case 5 -> {
                if (begun) {
                    oracle.heard(EXPLICIT, false, about, null, null, true);
                    customer.execute(it -> it.decide(
                            new WithdrawConsent(TEA_DRINKER, COLLECTION, evidence(EXPLICIT, null), about, now, null)));
                }
            }
            case 6 -> {
                if (begun && expires != null) {
                    oracle.minorUntil(expires, now);
                    customer.execute(it -> it.decide(new DeclareMinor(TEA_DRINKER, expires, "till 4", now)));
                }
            }
            default -> {
                int refusals = send(customer, List.of(), List.of(behavior(about, now)), now);
                refused += refusals;
            }
        }
    }

    private static void grant(
            AnnotatedAggregate<Customer> customer,
            ConsentOracle oracle,
            @Nullable String guardian,
            Instant about,
            @Nullable Instant expires,
            Instant now) {
        oracle.heard(EXPLICIT, true, about, expires, guardian, true);
        try {
            customer.execute(it -> it.decide(new GrantConsent(
                    TEA_DRINKER, List.of(), COLLECTION, evidence(EXPLICIT, guardian), about, expires, now, null)));
        } catch (RuntimeException refusedToMinor) {
            assertThat(oracle.isMinorAt(now) && guardian == null)
                    .as("only a minor without a guardian is refused: %s", refusedToMinor)
                    .isTrue();
            oracle.unheard();
        }
    }

    private static void report(
            AnnotatedAggregate<Customer> customer,
            ConsentOracle oracle,
            Origin origin,
            boolean granted,
            Instant about,
            @Nullable Instant expires,
            Instant now,
            boolean begun)
            throws Exception {
        oracle.heard(origin, granted, about, expires, null, begun);
        send(
                customer,
                List.of(new ConsentDecision(COLLECTION, granted, evidence(origin, null), about, expires, null)),
                List.of(),
                now);
    }

    /** How many were refused. */
    private static int send(
            AnnotatedAggregate<Customer> customer,
            List<ConsentDecision> consents,
            List<Behavior> behaviors,
            Instant now)
            throws Exception {
        RecordBehaviors command = new RecordBehaviors(
                TEA_DRINKER, "shop", consents, List.of(), List.of(), List.of(), behaviors, IdentityRules.DEFAULTS, now);
        try {
            return customer.invoke(it -> it.decide(command)).refused().size();
        } catch (NothingKept stranger) {
            return behaviors.size();
        }
    }

    private static @Nullable Instant expiry(SplittableRandom chance, Instant from) {
        return chance.nextBoolean() ? null : from.plusSeconds(86_400L * (1 + chance.nextInt(6)));
    }

    private static Evidence evidence(Origin origin, @Nullable String guardian) {
        return new Evidence(origin, "shop", "said so", null, null, null, null, null, guardian);
    }

    private static Behavior behavior(Instant about, Instant now) {
        return new Behavior("m-" + now, "shop", "track", "Product Viewed", Map.of(), Map.of(), about, null, null, now);
    }
}
