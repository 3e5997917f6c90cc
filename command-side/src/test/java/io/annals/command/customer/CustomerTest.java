package io.annals.command.customer;

import static io.annals.command.customer.Refusal.EXPIRED;
import static io.annals.command.customer.Refusal.WITHDRAWN;
import static io.annals.command.customer.Refusal.WITHDRAWN_THEN;
import static io.annals.command.customer.Words.*;
import static io.annals.contracts.customer.Evidence.Origin.ASSERTED;
import static io.annals.contracts.customer.Evidence.Origin.CLIENT;
import static io.annals.contracts.customer.Evidence.Origin.EXPLICIT;
import static io.annals.contracts.customer.Purpose.MARKETING;

import io.annals.contracts.customer.IdentityEvent.CustomersMerged;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class CustomerTest {

    private final AggregateTestFixture<Customer> customer = new AggregateTestFixture<>(Customer.class);

    @Test
    void recordsABehaviourUnderAGrant() {
        customer.given(granted(EXPLICIT, 1)).when(record(viewed("tea", 2))).expectEvents(recorded(viewed("tea", 2)));
    }

    @Test
    void keepsNothingOfAStrangerWithoutAGrant() {
        customer.givenNoPriorActivity()
                .when(record(List.of(), List.of(visitor("v1")), viewed("tea", 2)))
                .expectException(NothingKept.class)
                .expectNoEvents();
    }

    @Test
    void beginsWithAGrantThatASourceAssertsAndNamesIt() {
        customer.givenNoPriorActivity()
                .when(record(List.of(says(ASSERTED, true, 2)), List.of(visitor("v1")), viewed("tea", 2)))
                .expectEvents(granted(ASSERTED, 2), recorded(viewed("tea", 2)), attached(visitor("v1"), 2));
    }

    @Test
    void keepsNothingOfAStrangerWhoseClientTookTheGrantBack() {
        customer.givenNoPriorActivity()
                .when(record(List.of(says(CLIENT, true, 2), says(CLIENT, false, 3)), List.of(visitor("v1"))))
                .expectException(NothingKept.class)
                .expectNoEvents();
    }

    @Test
    void refusesABehaviourAfterTheConsentWasWithdrawn() {
        customer.given(granted(EXPLICIT, 1), withdrawn(EXPLICIT, 5))
                .when(record(viewed("tea", 6), viewed("cake", 7)))
                .expectEvents(refused(WITHDRAWN, 2));
    }

    @Test
    void refusesABehaviourAfterTheGrantHasRunOut() {
        customer.given(grantedUntil(50, 1)).when(record(viewed("tea", 2))).expectEvents(refused(EXPIRED, 1));
    }

    @Test
    void refusesABehaviourFromATimeInWhichConsentWasWithdrawn() {
        customer.given(granted(EXPLICIT, 1), withdrawn(EXPLICIT, 5), granted(EXPLICIT, 9))
                .when(record(viewed("tea", 4), viewed("cake", 6), viewed("milk", 9)))
                .expectEvents(recorded(viewed("tea", 4)), recorded(viewed("milk", 9)), refused(WITHDRAWN_THEN, 1));
    }

    @Test
    void writesNoRefusalOfSomebodyWhoNeverAllowedCollection() {
        customer.given(granted(MARKETING, EXPLICIT, 1))
                .when(record(viewed("tea", 6)))
                .expectNoEvents();
    }

    @Test
    void takesAClientsStateOnlyWhenItIsLater() {
        customer.given(granted(EXPLICIT, 5))
                .when(record(List.of(says(CLIENT, false, 4)), List.of(), viewed("tea", 6)))
                .expectEvents(recorded(viewed("tea", 6)));
    }

    @Test
    void letsAClientWithdrawWhatWasGrantedBefore() {
        customer.given(granted(EXPLICIT, 5))
                .when(record(List.of(says(CLIENT, false, 6)), List.of(), viewed("tea", 7)))
                .expectEvents(withdrawn(CLIENT, 6), refused(WITHDRAWN, 1));
    }

    @Test
    void holdsAnExplicitWithdrawalAgainstALaterClient() {
        customer.given(granted(EXPLICIT, 1), withdrawn(EXPLICIT, 5))
                .when(record(List.of(says(CLIENT, true, 9)), List.of(), viewed("tea", 9)))
                .expectEvents(refused(WITHDRAWN, 1));
    }

    @Test
    void yieldsAnExplicitWithdrawalToAnExplicitGrant() {
        customer.given(granted(EXPLICIT, 1), withdrawn(EXPLICIT, 5))
                .when(grant(6))
                .expectEvents(granted(EXPLICIT, 6));
    }

    @Test
    void doesNotLetALateRecordOfAnOldGrantUndoAWithdrawal() {
        customer.given(granted(EXPLICIT, 1), withdrawn(EXPLICIT, 5))
                .when(grant(4))
                .expectNoEvents();
    }

    @Test
    void neverLetsAnAssertionOverrideADecision() {
        customer.given(granted(CLIENT, 1), withdrawn(CLIENT, 5))
                .when(record(List.of(says(ASSERTED, true, 9)), List.of(), viewed("tea", 9)))
                .expectEvents(refused(WITHDRAWN, 1));
    }

    @Test
    void saysNothingWhenAGrantIsRepeated() {
        customer.given(granted(EXPLICIT, 1)).when(grant(1)).expectNoEvents();
    }

    @Test
    void notesTheBetterEvidenceForTheSameState() {
        customer.given(granted(ASSERTED, 5)).when(grant(2)).expectEvents(granted(EXPLICIT, 2));
    }

    @Test
    void attachesAnIdentifierOnce() {
        customer.given(granted(EXPLICIT, 1), attached(visitor("v1")))
                .when(record(List.of(), List.of(visitor("v1"), user("u1"))))
                .expectEvents(linked(visitor("v1"), user("u1")), attached(user("u1")));
    }

    @Test
    void sendsASecondUserIdElsewhere() {
        customer.given(granted(EXPLICIT, 1), attached(user("u1")))
                .when(record(List.of(), List.of(user("u2"))))
                .expectException(ResolveAgain.class);
    }

    @Test
    void leavesOutTheSixthAddressNotesItOnceAndKeepsWhatCameWithIt() {
        customer.given(
                        granted(EXPLICIT, 1),
                        attached(email("1")),
                        attached(email("2")),
                        attached(email("3")),
                        attached(email("4")),
                        attached(email("5")))
                .when(record(List.of(), List.of(email("6")), viewed("tea", 2)))
                .expectEvents(recorded(viewed("tea", 2)), leftOut(email("6"), 5));
    }

    @Test
    void saysOnceWhatWasLeftOutAndWhatCameTogether() {
        customer.given(
                        granted(EXPLICIT, 1),
                        attached(email("1")),
                        attached(email("2")),
                        attached(email("3")),
                        attached(email("4")),
                        attached(email("5")),
                        linked(email("1"), email("6")),
                        leftOut(email("6"), 5))
                .when(record(List.of(), List.of(email("1"), email("6")), viewed("tea", 2)))
                .expectEvents(recorded(viewed("tea", 2)));
    }

    @Test
    void sendsTheUserIdOfAMergedCustomerToTheRoot() {
        customer.given(
                        granted(EXPLICIT, 1),
                        new CustomersMerged(TEA_DRINKER, "0001-root", TEA_DRINKER, "both named", day(3)))
                .when(record(List.of(), List.of(user("u1"))))
                .expectException(ResolveAgain.class);
    }

    @Test
    void stillRecordsWhatComesToAMergedCustomersOwnNames() {
        customer.given(
                        granted(EXPLICIT, 1),
                        attached(visitor("v1")),
                        new CustomersMerged(TEA_DRINKER, "0001-root", TEA_DRINKER, "both named", day(3)))
                .when(record(List.of(), List.of(visitor("v1")), viewed("tea", 6)))
                .expectEvents(recorded(viewed("tea", 6)));
    }

    @Test
    void notesATraitOnce() {
        customer.given(granted(EXPLICIT, 1), changed(trait("age", 30, 2)))
                .when(state(trait("age", 30L, 3), trait("age", 31L, 4)))
                .expectEvents(changed(trait("age", 31L, 4)));
    }

    @Test
    void notesALateTraitForTheTimeItBelongsTo() {
        customer.given(granted(EXPLICIT, 1), changed(trait("city", "Oslo", 5)))
                .when(state(trait("city", "Rome", 3)))
                .expectEvents(changed(trait("city", "Rome", 3)));
    }

    @Test
    void tellsWhatWasRefusedAndWhy() {
        customer.given(granted(EXPLICIT, 1), withdrawn(EXPLICIT, 5))
                .when(record(viewed("tea", 6)))
                .expectResultMessagePayload(new Recorded(Map.of("viewed-tea", WITHDRAWN), List.of()));
    }

    @Test
    void recordsADecisionAboutAnotherPurposeWithoutCollection() {
        customer.givenNoPriorActivity()
                .when(grant(1, user("u1")))
                .expectEvents(granted(EXPLICIT, 1), attached(user("u1"), 1));
    }

    @Test
    void withdrawsOnce() {
        customer.given(granted(EXPLICIT, 1), withdrawn(EXPLICIT, 2))
                .when(withdraw(2))
                .expectNoEvents();
    }
}
