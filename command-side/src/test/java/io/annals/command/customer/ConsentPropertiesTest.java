package io.annals.command.customer;

import static io.annals.command.customer.Words.TEA_DRINKER;
import static io.annals.command.customer.Words.by;
import static io.annals.command.customer.Words.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.customer.ConsentEvent;
import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.contracts.customer.ConsentEvent.ConsentWithdrawn;
import io.annals.contracts.customer.CustomerCommand.ConsentDecision;
import io.annals.contracts.customer.CustomerCommand.GrantConsent;
import io.annals.contracts.customer.CustomerCommand.RecordBehaviors;
import io.annals.contracts.customer.CustomerCommand.WithdrawConsent;
import io.annals.contracts.customer.Evidence.Origin;
import io.annals.contracts.customer.IdentityRules;
import io.annals.contracts.customer.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Whatever is decided and sent, in whatever order it arrives. The oracle knows the log alone, not the aggregate. */
class ConsentPropertiesTest {

    /**
     * One thing that arrives on the day of its place in the list.
     *
     * @param about the day it says it is of; never after its arrival
     * @param lasts days until a grant runs out; 0 for ever
     */
    record Arrival(Kind kind, int about, int lasts) {}

    enum Kind {
        BEHAVIOR,
        CLIENT_GRANTS,
        CLIENT_WITHDRAWS,
        SOURCE_ASSERTS,
        CUSTOMER_GRANTS,
        CUSTOMER_WITHDRAWS
    }

    @Provide
    Arbitrary<List<Arrival>> arrivals() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 40), Arbitraries.of(0, 0, 3))
                .as(Arrival::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 1_000)
    void nothingIsRecordedWithoutAGrantOrFromAWithdrawnTime(@ForAll("arrivals") List<Arrival> arrivals) {
        InMemoryCustomers customers = new InMemoryCustomers();
        int recorded = 0;
        int checked = 0;
        List<ConsentEvent> decisions = new ArrayList<>();
        for (int today = 0; today < arrivals.size(); today++) {
            Instant now = day(today);
            Arrival arrival = arrivals.get(today);
            Instant about = day(Math.min(arrival.about(), today));
            send(customers, arrival, about, now, today);
            for (DomainEventMessage<?> message : customers.since(TEA_DRINKER, checked)) {
                checked++;
                if (message.getPayload() instanceof ConsentEvent decision) {
                    expectToBeAllowed(decision, decisions, now);
                    decisions.add(decision);
                }
                if (message.getPayload() instanceof BehaviorRecorded behavior) {
                    recorded++;
                    assertThat(grantedBy(decisions, now))
                            .as("granted at receipt")
                            .isTrue();
                    assertThat(withdrawnBy(decisions, behavior.at()))
                            .as("%s in a withdrawn interval of %s", behavior.at(), decisions)
                            .isFalse();
                }
            }
            boolean mayBeKept =
                    arrival.kind() == Kind.BEHAVIOR && grantedBy(decisions, now) && !withdrawnBy(decisions, about);
            if (mayBeKept) {
                assertThat(customers.last(TEA_DRINKER))
                        .as("what may be kept is kept")
                        .isInstanceOf(BehaviorRecorded.class);
            }
            if (decisions.stream().noneMatch(ConsentGranted.class::isInstance)) {
                assertThat(customers.since(TEA_DRINKER, 0))
                        .as("nothing before a first grant")
                        .allMatch(message -> message.getPayload() instanceof ConsentWithdrawn);
            }
        }
        Statistics.label("recorded").collect(recorded == 0 ? "none" : "some");
    }

    private static void expectToBeAllowed(ConsentEvent decision, List<ConsentEvent> before, Instant now) {
        Origin origin = evidenceOf(decision);
        ConsentEvent last = before.isEmpty() ? null : before.get(before.size() - 1);
        if (origin == Origin.ASSERTED) {
            assertThat(last).as("an assertion overrides nothing").isNull();
        }
        if (origin == Origin.CLIENT && last != null && changes(decision, last, now)) {
            assertThat(before.stream().filter(earlier -> evidenceOf(earlier) != Origin.ASSERTED))
                    .allMatch(earlier -> earlier.effectiveFrom().isBefore(decision.effectiveFrom()));
        }
        boolean heldExplicitly = last instanceof ConsentWithdrawn && evidenceOf(last) == Origin.EXPLICIT;
        if (heldExplicitly && decision instanceof ConsentGranted) {
            assertThat(origin)
                    .as("an explicit withdrawal yields to an explicit grant alone")
                    .isEqualTo(Origin.EXPLICIT);
        }
    }

    private static boolean changes(ConsentEvent decision, ConsentEvent last, Instant now) {
        return (decision instanceof ConsentGranted) != grantedBy(List.of(last), now);
    }

    private static Origin evidenceOf(ConsentEvent event) {
        return event instanceof ConsentGranted granted
                ? granted.evidence().origin()
                : ((ConsentWithdrawn) event).evidence().origin();
    }

    private static boolean grantedBy(List<ConsentEvent> decisions, Instant now) {
        if (decisions.isEmpty() || !(decisions.get(decisions.size() - 1) instanceof ConsentGranted last)) {
            return false;
        }
        return last.expires() == null || now.isBefore(Objects.requireNonNull(last.expires()));
    }

    /** A withdrawal covers what follows it until a later word grants from a later time on. */
    private static boolean withdrawnBy(List<ConsentEvent> decisions, Instant time) {
        for (int i = 0; i < decisions.size(); i++) {
            ConsentEvent withdrawal = decisions.get(i);
            if (withdrawal instanceof ConsentWithdrawn
                    && !withdrawal.effectiveFrom().isAfter(time)
                    && decisions.subList(i, decisions.size()).stream()
                            .noneMatch(grant -> grant instanceof ConsentGranted
                                    && !grant.effectiveFrom().isBefore(withdrawal.effectiveFrom())
                                    && !grant.effectiveFrom().isAfter(time))) {
                return true;
            }
        }
        return false;
    }

    private static void send(InMemoryCustomers customers, Arrival arrival, Instant about, Instant now, int number) {
        @Nullable Instant expires = arrival.lasts() == 0 ? null : now.plusSeconds(86_400L * arrival.lasts());
        switch (arrival.kind()) {
            case BEHAVIOR -> customers.record(request(List.of(), List.of(behavior(number, about, now)), now));
            case CLIENT_GRANTS -> customers.record(request(List.of(says(Origin.CLIENT, true, about)), List.of(), now));
            case CLIENT_WITHDRAWS ->
                customers.record(request(List.of(says(Origin.CLIENT, false, about)), List.of(), now));
            case SOURCE_ASSERTS ->
                customers.record(request(List.of(says(Origin.ASSERTED, true, about)), List.of(), now));
            case CUSTOMER_GRANTS ->
                customers.grant(new GrantConsent(
                        TEA_DRINKER, List.of(), Purpose.COLLECTION, by(Origin.EXPLICIT), about, expires, now, null));
            case CUSTOMER_WITHDRAWS ->
                customers.withdraw(
                        new WithdrawConsent(TEA_DRINKER, Purpose.COLLECTION, by(Origin.EXPLICIT), about, now, null));
        }
    }

    private static ConsentDecision says(Origin origin, boolean granted, Instant about) {
        return new ConsentDecision(Purpose.COLLECTION, granted, by(origin), about, null, null);
    }

    private static RecordBehaviors request(List<ConsentDecision> consents, List<Behavior> behaviors, Instant now) {
        return new RecordBehaviors(
                TEA_DRINKER, "shop", consents, List.of(), List.of(), List.of(), behaviors, IdentityRules.DEFAULTS, now);
    }

    private static Behavior behavior(int number, Instant about, Instant now) {
        return new Behavior(
                "m-" + number, "shop", "track", "Product Viewed", Map.of(), Map.of(), about, null, null, now);
    }
}
