package io.annals.command.customer;

import static io.annals.command.customer.Words.*;
import static io.annals.contracts.customer.Evidence.Origin.ASSERTED;
import static io.annals.contracts.customer.Evidence.Origin.CLIENT;
import static io.annals.contracts.customer.Evidence.Origin.EXPLICIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.contracts.customer.ConsentEvent.ConsentWithdrawn;
import io.annals.contracts.customer.CustomerCommand.MergeCustomers;
import io.annals.contracts.customer.CustomerCommand.UnmergeCustomers;
import io.annals.contracts.customer.Evidence.Origin;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityEvent.CustomersMerged;
import io.annals.contracts.customer.IdentityEvent.CustomersUnmerged;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergingTest {

    private static final String A = "0001-a";
    private static final String B = "0002-b";
    private static final String C = "0003-c";

    private final EventStore log = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final Repository<Customer> customers =
            EventSourcingRepository.builder(Customer.class).eventStore(log).build();
    private final Merging merging = new Merging(customers, new Relatives(customers));

    @Test
    void writesTheMergeIntoBothStreams() {
        happened(A, grant(A, ASSERTED, 1));
        happened(B, grant(B, ASSERTED, 1));

        assertThat(merge(A, B)).isTrue();

        assertThat(stream(A)).contains(new CustomersMerged(A, A, B, "both named", day(TODAY)));
        assertThat(stream(B)).contains(new CustomersMerged(B, A, B, "both named", day(TODAY)));
    }

    @Test
    void writesTheLaterDecisionIntoTheOtherStream() {
        happened(A, grant(A, EXPLICIT, 1), grant(A, "marketing", EXPLICIT, 1));
        happened(B, grant(B, EXPLICIT, 3), withdrawal(B, "marketing", 4));

        merge(A, B);

        assertThat(stream(A)).contains(withdrawalHeard(A, B, "marketing", 4));
        assertThat(stream(B))
                .noneMatch(event -> event instanceof ConsentGranted granted
                        && granted.purpose().equals("marketing"));
    }

    @Test
    void letsTheWithdrawalStandWhereBothFallOnOneInstant() {
        happened(A, grant(A, EXPLICIT, 1), grant(A, "marketing", EXPLICIT, 4));
        happened(B, grant(B, EXPLICIT, 1), withdrawal(B, "marketing", 4));

        merge(A, B);

        assertThat(stream(A)).contains(withdrawalHeard(A, B, "marketing", 4));
        assertThat(stream(B)).filteredOn(ConsentGranted.class::isInstance).hasSize(1);
    }

    @Test
    void doesNotMergeWhoDoesNotAllowCollection() {
        happened(A, grant(A, CLIENT, 1));
        happened(B, grant(B, CLIENT, 1), withdrawal(B, "collection", 2));

        assertThat(merge(A, B)).isFalse();

        assertThat(stream(A)).hasSize(1);
    }

    @Test
    void doesNotMergeTwoUsers() {
        happened(A, grant(A, CLIENT, 1), new IdentifierAttached(A, user("u1"), SHOP, day(1)));
        happened(B, grant(B, CLIENT, 1), new IdentifierAttached(B, user("u2"), SHOP, day(1)));

        assertThatThrownBy(() -> merge(A, B)).isInstanceOf(ResolveAgain.class);

        assertThat(stream(A)).noneMatch(CustomersMerged.class::isInstance);
    }

    @Test
    void doesNotMergeWhoHasBeenMergedMeanwhile() {
        happened(A, grant(A, CLIENT, 1));
        happened(B, grant(B, CLIENT, 1), new CustomersMerged(B, "0000-c", B, "before", day(2)));

        assertThatThrownBy(() -> merge(A, B)).isInstanceOf(ResolveAgain.class);
    }

    @Test
    void unmergingTakesBackWhatWasOnlyHeard() {
        happened(A, grant(A, EXPLICIT, 1), grant(A, "marketing", EXPLICIT, 1));
        happened(B, grant(B, EXPLICIT, 3), withdrawal(B, "profiling", 3));
        merge(A, B);

        unmerge(A, B);

        assertThat(stream(A)).endsWith(new CustomersUnmerged(A, A, B, "two sisters", "anna", day(TODAY)));
        assertThat(stream(B)).endsWith(new CustomersUnmerged(B, A, B, "two sisters", "anna", day(TODAY)));
        assertThat(purposes(A)).containsExactlyInAnyOrder("collection", "marketing");
        assertThat(purposes(B)).containsExactlyInAnyOrder("collection", "profiling");
    }

    @Test
    void unmergingTakesTheStreamsAlongThatItHadAbsorbed() {
        happened(A, grant(A, EXPLICIT, 1));
        happened(B, grant(B, EXPLICIT, 1), grant(B, "marketing", EXPLICIT, 1));
        happened(C, grant(C, EXPLICIT, 1));
        merge(B, C);
        merge(A, B);

        unmerge(A, B);

        assertThat(purposes(A)).containsExactly("collection");
        assertThat(purposes(C)).containsExactlyInAnyOrder("collection", "marketing");
        assertThatThrownBy(() -> unmerge(A, C)).isInstanceOf(ResolveAgain.class);
    }

    @Test
    void whoWasSeparatedIsMergedAgainByADecisionOnly() {
        happened(A, grant(A, EXPLICIT, 1));
        happened(B, grant(B, EXPLICIT, 1));
        happened(C, grant(C, EXPLICIT, 1));
        merge(A, B);
        unmerge(A, B);
        merge(B, C);

        assertThat(merge(A, B)).as("nor by way of a third").isFalse();

        assertThat(merge(A, B, "anna")).isTrue();
    }

    private void unmerge(String root, String absorbed) {
        UnmergeCustomers command = new UnmergeCustomers(root, absorbed, "two sisters", "anna", day(TODAY));
        handled(command, () -> {
            merging.decide(command);
            return true;
        });
    }

    private boolean merge(String root, String absorbed) {
        return merge(root, absorbed, null);
    }

    private boolean merge(String root, String absorbed, @Nullable String actor) {
        MergeCustomers command = new MergeCustomers(root, absorbed, "both named", actor, null, day(TODAY));
        return handled(command, () -> merging.decide(command));
    }

    private List<String> purposes(String stream) {
        return handled("look", () -> customers.load(stream).invoke(Customer::consentsInForce)).stream()
                .map(Decision::purpose)
                .toList();
    }

    private static <T> T handled(Object command, Callable<T> handler) {
        ResultMessage<T> result = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage(command))
                .executeWithResult(handler);
        if (result.isExceptional()) {
            throw (RuntimeException) result.exceptionResult();
        }
        return result.getPayload();
    }

    private void happened(String stream, Object... events) {
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        for (Object event : events) {
            messages.add(new GenericDomainEventMessage<>("customer", stream, messages.size(), event));
        }
        log.publish(messages);
    }

    private List<Object> stream(String stream) {
        return log.readEvents(stream)
                .asStream()
                .<Object>map(DomainEventMessage::getPayload)
                .toList();
    }

    private static ConsentGranted grant(String customer, Origin origin, int day) {
        return grant(customer, "collection", origin, day);
    }

    private static ConsentGranted grant(String customer, String purpose, Origin origin, int day) {
        return new ConsentGranted(customer, purpose, by(origin), day(day), null, day(day), null);
    }

    private static ConsentWithdrawn withdrawal(String customer, String purpose, int day) {
        return new ConsentWithdrawn(customer, purpose, by(EXPLICIT), day(day), day(day), null);
    }

    private static ConsentWithdrawn withdrawalHeard(String customer, String from, String purpose, int day) {
        return new ConsentWithdrawn(customer, purpose, by(EXPLICIT), day(day), day(TODAY), from);
    }

    private static Identifier user(String name) {
        return Words.user(name);
    }
}
