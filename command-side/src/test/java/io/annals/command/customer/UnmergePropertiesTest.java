package io.annals.command.customer;

import static io.annals.command.customer.Words.TODAY;
import static io.annals.command.customer.Words.by;
import static io.annals.command.customer.Words.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.contracts.customer.CustomerCommand.GrantConsent;
import io.annals.contracts.customer.CustomerCommand.MergeCustomers;
import io.annals.contracts.customer.CustomerCommand.UnmergeCustomers;
import io.annals.contracts.customer.CustomerCommand.WithdrawConsent;
import io.annals.contracts.customer.Evidence.Origin;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/** Whatever people decide while they are taken for one: once all are separated, each has said what they said alone. */
class UnmergePropertiesTest {

    private static final List<String> STREAMS = List.of("0001-a", "0002-b", "0003-c", "0004-d");
    private static final List<String> PURPOSES = List.of("marketing", "profiling");

    /** Merges the roots of two streams, takes a stream out, or lets a stream decide. */
    record Step(Kind kind, int one, int other, int purpose, int day) {
        enum Kind {
            MERGE,
            UNMERGE,
            GRANT,
            WITHDRAW
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> streams = Arbitraries.integers().between(0, STREAMS.size() - 1);
        return Combinators.combine(
                        Arbitraries.of(Step.Kind.class),
                        streams,
                        streams,
                        Arbitraries.integers().between(0, PURPOSES.size() - 1),
                        Arbitraries.integers().between(2, TODAY))
                .as(Step::new)
                .list()
                .ofMaxSize(25);
    }

    @Property(tries = 500)
    void separatedPeopleStandWhereTheirOwnDecisionsPutThem(@ForAll("steps") List<Step> steps) {
        World world = new World();
        Map<String, Consents> alone = new TreeMap<>();
        for (String stream : STREAMS) {
            alone.put(stream, new Consents());
            world.decide(stream, Set.of(stream), decision("collection", true, 1));
        }
        for (Step step : steps) {
            String stream = STREAMS.get(step.one());
            switch (step.kind()) {
                case MERGE -> world.merge(world.rootOf(stream), world.rootOf(STREAMS.get(step.other())));
                case UNMERGE -> world.unmerge(stream);
                case GRANT, WITHDRAW -> {
                    Decision decision =
                            decision(PURPOSES.get(step.purpose()), step.kind() == Step.Kind.GRANT, step.day());
                    world.decide(stream, world.personOf(stream), decision);
                    if (alone.get(stream).changedBy(decision, day(TODAY))) {
                        alone.get(stream).take(decision);
                    }
                }
            }
            world.expectEveryPersonToAgree();
        }

        STREAMS.forEach(world::unmerge);

        for (String stream : STREAMS) {
            for (String purpose : PURPOSES) {
                assertThat(world.granted(stream, purpose))
                        .as("%s of %s", purpose, stream)
                        .isEqualTo(alone.get(stream).granted(purpose, day(TODAY)));
            }
        }
    }

    private static Decision decision(String purpose, boolean granted, int day) {
        return new Decision(purpose, granted, by(Origin.EXPLICIT), day(day), null, null);
    }

    /** The customers, and beside them who is one person with whom. */
    private static final class World {

        private final Repository<Customer> customers = EventSourcingRepository.builder(Customer.class)
                .eventStore(EmbeddedEventStore.builder()
                        .storageEngine(new InMemoryEventStorageEngine())
                        .build())
                .build();
        private final Merging merging = new Merging(customers, new Relatives(customers));
        private final Map<String, String> roots = new TreeMap<>();

        String rootOf(String stream) {
            return roots.containsKey(stream) ? rootOf(roots.get(stream)) : stream;
        }

        Set<String> personOf(String stream) {
            return STREAMS.stream()
                    .filter(other -> rootOf(other).equals(rootOf(stream)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        void merge(String one, String other) {
            if (one.equals(other)) {
                return;
            }
            String root = one.compareTo(other) < 0 ? one : other;
            String absorbed = root.equals(one) ? other : one;
            handled(() -> merging.decide(new MergeCustomers(root, absorbed, "same", "anna", null, day(TODAY))));
            roots.put(absorbed, root);
        }

        void unmerge(String stream) {
            String root = roots.remove(stream);
            if (root != null) {
                handled(() -> {
                    merging.decide(new UnmergeCustomers(root, stream, "not the same", "anna", day(TODAY)));
                    return true;
                });
            }
        }

        void decide(String stream, Set<String> person, Decision decision) {
            for (String member : person) {
                String heardFrom = member.equals(stream) ? null : stream;
                handled(() -> {
                    if (decision.granted()) {
                        GrantConsent command = new GrantConsent(
                                member,
                                List.of(),
                                decision.purpose(),
                                decision.evidence(),
                                decision.effectiveFrom(),
                                null,
                                day(TODAY),
                                heardFrom);
                        return loadOrCreate(member).invoke(customer -> customer.decide(command));
                    }
                    WithdrawConsent command = new WithdrawConsent(
                            member,
                            decision.purpose(),
                            decision.evidence(),
                            decision.effectiveFrom(),
                            day(TODAY),
                            heardFrom);
                    return customers.load(member).invoke(customer -> customer.decide(command));
                });
            }
        }

        private org.axonframework.modelling.command.Aggregate<Customer> loadOrCreate(String stream) throws Exception {
            try {
                return customers.load(stream);
            } catch (AggregateNotFoundException unknown) {
                return customers.newInstance(Customer::new);
            }
        }

        boolean granted(String stream, String purpose) {
            return handled(() -> customers.load(stream).invoke(Customer::consentsInForce)).stream()
                    .anyMatch(decision -> decision.purpose().equals(purpose) && decision.granted());
        }

        void expectEveryPersonToAgree() {
            for (String stream : STREAMS) {
                for (String purpose : PURPOSES) {
                    assertThat(granted(stream, purpose))
                            .as("%s of %s and of its root", purpose, stream)
                            .isEqualTo(granted(rootOf(stream), purpose));
                }
            }
        }

        private static <T> T handled(Callable<T> handler) {
            ResultMessage<T> result = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("test"))
                    .executeWithResult(handler);
            if (result.isExceptional()) {
                throw new AssertionError(result.exceptionResult());
            }
            return result.getPayload();
        }
    }
}
