package io.annals.command.customer;

import io.annals.contracts.behavior.Behavior;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorRecorded;
import io.annals.contracts.behavior.BehaviorEvent.BehaviorsRefused;
import io.annals.contracts.customer.ConsentEvent.ConsentGranted;
import io.annals.contracts.customer.ConsentEvent.ConsentWithdrawn;
import io.annals.contracts.customer.CustomerCommand.ConsentDecision;
import io.annals.contracts.customer.CustomerCommand.GrantConsent;
import io.annals.contracts.customer.CustomerCommand.RecordBehaviors;
import io.annals.contracts.customer.CustomerCommand.TraitChange;
import io.annals.contracts.customer.CustomerCommand.WithdrawConsent;
import io.annals.contracts.customer.Evidence;
import io.annals.contracts.customer.Evidence.Origin;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import io.annals.contracts.customer.IdentityEvent.IdentifierLimitReached;
import io.annals.contracts.customer.IdentityEvent.IdentifiersLinked;
import io.annals.contracts.customer.IdentityEvent.TraitsChanged;
import io.annals.contracts.customer.IdentityRules;
import io.annals.contracts.customer.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The words that tests about customers are written in. Days are counted from a January first. */
final class Words {

    static final String TEA_DRINKER = "0190-tea-drinker";
    static final String SHOP = "shop";
    static final int TODAY = 100;

    private Words() {}

    static Instant day(int day) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * day);
    }

    static Evidence by(Origin origin) {
        return new Evidence(origin, SHOP, "The customer said so.", null);
    }

    static Identifier visitor(String name) {
        return new Identifier(Identifier.ANONYMOUS_ID, name);
    }

    static Identifier user(String name) {
        return new Identifier(Identifier.USER_ID, name);
    }

    static Identifier email(String name) {
        return new Identifier(Identifier.EMAIL, name + "@example.com");
    }

    // what has happened

    static ConsentGranted granted(Origin origin, int day) {
        return granted(Purpose.COLLECTION, origin, day);
    }

    static ConsentGranted granted(String purpose, Origin origin, int day) {
        return new ConsentGranted(TEA_DRINKER, purpose, by(origin), day(day), null, day(TODAY), null);
    }

    static ConsentGranted grantedUntil(int expires, int day) {
        return new ConsentGranted(
                TEA_DRINKER, Purpose.COLLECTION, by(Origin.EXPLICIT), day(day), day(expires), day(TODAY), null);
    }

    static ConsentWithdrawn withdrawn(Origin origin, int day) {
        return new ConsentWithdrawn(TEA_DRINKER, Purpose.COLLECTION, by(origin), day(day), day(TODAY), null);
    }

    static IdentifierAttached attached(Identifier identifier) {
        return attached(identifier, TODAY);
    }

    static IdentifierAttached attached(Identifier identifier, int day) {
        return new IdentifierAttached(TEA_DRINKER, identifier, SHOP, day(day));
    }

    static IdentifiersLinked linked(Identifier... identifiers) {
        return new IdentifiersLinked(TEA_DRINKER, List.of(identifiers), 0, SHOP, day(TODAY));
    }

    static IdentifierLimitReached leftOut(Identifier identifier, int limit) {
        return new IdentifierLimitReached(TEA_DRINKER, identifier.type(), limit, identifier, null, 0, day(TODAY));
    }

    static BehaviorRecorded recorded(Behavior behavior) {
        return new BehaviorRecorded(TEA_DRINKER, behavior);
    }

    static BehaviorsRefused refused(String reason, int count) {
        return new BehaviorsRefused(TEA_DRINKER, Purpose.COLLECTION, reason, count, SHOP, day(TODAY));
    }

    static TraitsChanged changed(TraitChange change) {
        return new TraitsChanged(TEA_DRINKER, change.traits(), change.messageId(), SHOP, change.at(), day(TODAY));
    }

    // what is asked

    static RecordBehaviors record(Behavior... behaviors) {
        return record(List.of(), List.of(), behaviors);
    }

    static RecordBehaviors record(List<ConsentDecision> consents, List<Identifier> identifiers, Behavior... behaviors) {
        return new RecordBehaviors(
                TEA_DRINKER,
                SHOP,
                consents,
                identifiers,
                identifiers.isEmpty() ? List.of() : List.of(identifiers),
                List.of(),
                List.of(behaviors),
                IdentityRules.DEFAULTS,
                day(TODAY));
    }

    static RecordBehaviors state(TraitChange... changes) {
        return new RecordBehaviors(
                TEA_DRINKER,
                SHOP,
                List.of(),
                List.of(),
                List.of(),
                List.of(changes),
                List.of(),
                IdentityRules.DEFAULTS,
                day(TODAY));
    }

    static ConsentDecision says(Origin origin, boolean granted, int day) {
        return new ConsentDecision(Purpose.COLLECTION, granted, by(origin), day(day), null, null);
    }

    static GrantConsent grant(int day, Identifier... identifiers) {
        return new GrantConsent(
                TEA_DRINKER,
                List.of(identifiers),
                Purpose.COLLECTION,
                by(Origin.EXPLICIT),
                day(day),
                null,
                day(TODAY),
                null);
    }

    static WithdrawConsent withdraw(int day) {
        return new WithdrawConsent(TEA_DRINKER, Purpose.COLLECTION, by(Origin.EXPLICIT), day(day), day(TODAY), null);
    }

    static Behavior viewed(String product, int day) {
        return new Behavior(
                "viewed-" + product,
                SHOP,
                "track",
                "Product Viewed",
                Map.of("product", product),
                Map.of(),
                day(day),
                null,
                null,
                day(TODAY));
    }

    static TraitChange trait(String name, Object value, int day) {
        return new TraitChange(Map.of(name, value), name + "-" + value + "-" + day, day(day));
    }
}
