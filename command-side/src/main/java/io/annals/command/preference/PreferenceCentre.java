package io.annals.command.preference;

import io.annals.command.CommandProblem.Conflict;
import io.annals.command.customer.ConsentDesk;
import io.annals.command.customer.People;
import io.annals.command.customer.Wish;
import io.annals.command.purpose.TermsInForce;
import io.annals.command.subject.SubjectRequestDesk;
import io.annals.contracts.customer.ConsentTerms;
import io.annals.contracts.customer.CustomerCommand.Held;
import io.annals.contracts.customer.Evidence;
import io.annals.contracts.customer.Evidence.Origin;
import io.annals.contracts.customer.Notice;
import io.annals.contracts.customer.Purpose;
import io.annals.contracts.customer.PurposeTerms;
import io.annals.contracts.customer.SubjectRequestEvent.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a person may do about themselves. Their decisions are explicit, so that no client's state overrules them. */
final class PreferenceCentre {

    private static final String ACTOR = "preference centre";

    private final ConsentDesk consents;
    private final SubjectRequestDesk requests;
    private final People people;
    private final TermsInForce terms;
    private final Clock clock;

    PreferenceCentre(
            ConsentDesk consents, SubjectRequestDesk requests, People people, TermsInForce terms, Clock clock) {
        this.consents = consents;
        this.requests = requests;
        this.people = people;
        this.terms = terms;
        this.clock = clock;
    }

    /**
     * @param held by purpose; what was never decided on is absent
     * @param waiting requests that nobody has answered yet
     */
    record Preferences(ConsentTerms terms, Map<String, Held> held, Set<Kind> waiting) {

        boolean granted(String purpose) {
            Held one = held.get(purpose);
            return one != null && one.granted();
        }
    }

    Preferences of(String customer) {
        Map<String, Held> held =
                consents.held(customer, now()).stream().collect(Collectors.toMap(Held::purpose, Function.identity()));
        return new Preferences(terms.now(), held, requests.waiting(root(customer)));
    }

    /** @throws Conflict when a guardian has to grant it */
    void grant(String customer, String purpose) {
        decide(customer, purpose, true, Evidence.PREFERENCE_CENTRE);
    }

    void withdraw(String customer, String purpose) {
        decide(customer, purpose, false, Evidence.PREFERENCE_CENTRE);
    }

    /** From all marketing there is, and all that somebody once agreed to. */
    void unsubscribe(String customer, String statement) {
        Preferences now = of(customer);
        Set<String> purposes = new TreeSet<>(now.terms().names());
        purposes.addAll(now.held().keySet());
        purposes.stream().filter(Purpose::isMarketing).forEach(purpose -> decide(customer, purpose, false, statement));
    }

    void ask(String customer, Kind kind) {
        requests.ask(root(customer), kind, now());
    }

    void askCorrection(String customer, String wording) {
        requests.askCorrection(root(customer), wording, now());
    }

    private void decide(String customer, String purpose, boolean granted, String statement) {
        PurposeTerms asked = terms.expect(purpose);
        Notice notice = asked.notice();
        Instant now = now();
        Evidence evidence = new Evidence(
                Origin.EXPLICIT,
                ACTOR,
                statement,
                notice.version(),
                notice.hash(),
                terms.now().version(),
                null,
                "/preferences",
                null);
        consents.decide(
                customer,
                new Wish(purpose, granted, evidence, now, granted ? asked.end(now, null) : null, List.of()),
                now);
    }

    private String root(String customer) {
        return people.members(customer).root();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
