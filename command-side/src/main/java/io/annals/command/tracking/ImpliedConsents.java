package io.annals.command.tracking;

import io.annals.command.source.Sources.Registered;
import io.annals.contracts.customer.ConsentTerms;
import io.annals.contracts.customer.CustomerCommand.ConsentDecision;
import io.annals.contracts.customer.Evidence;
import io.annals.contracts.customer.Evidence.Origin;
import io.annals.contracts.customer.Purpose;
import io.annals.contracts.source.ConsentPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person's calls say about consent, under the policy of the source they came through and the terms in force. */
final class ImpliedConsents {

    private ImpliedConsents() {}

    static List<ConsentDecision> of(Registered source, List<Call> calls, ConsentTerms terms) {
        ConsentPolicy policy = source.consentPolicy();
        return switch (policy.mode()) {
            case REQUIRED -> List.of();
            case ASSERTED -> asserted(source, calls, terms);
            case FROM_EVENT -> reported(source, calls, terms);
        };
    }

    static boolean takeBack(List<ConsentDecision> decisions) {
        return decisions.stream().anyMatch(decision -> !decision.granted());
    }

    static boolean allowCollection(List<ConsentDecision> decisions) {
        return decisions.stream()
                .anyMatch(decision -> decision.granted() && decision.purpose().equals(Purpose.COLLECTION));
    }

    private static List<ConsentDecision> asserted(Registered source, List<Call> calls, ConsentTerms terms) {
        ConsentPolicy policy = source.consentPolicy();
        Instant earliest =
                calls.stream().map(Call::at).min(Comparator.naturalOrder()).orElseThrow();
        Evidence evidence = evidence(Origin.ASSERTED, source, policy.statement(), terms);
        return policy.purposes().stream()
                .map(purpose ->
                        new ConsentDecision(purpose, true, evidence, earliest, end(purpose, earliest, terms), null))
                .toList();
    }

    /** In order of time, without what repeats the state before it. */
    private static List<ConsentDecision> reported(Registered source, List<Call> calls, ConsentTerms terms) {
        List<ConsentDecision> decisions = new ArrayList<>();
        Map<String, Boolean> last = new HashMap<>();
        calls.stream().sorted(Comparator.comparing(Call::at)).forEach(call -> states(source, call)
                .forEach((purpose, granted) -> {
                    if (!granted.equals(last.put(purpose, granted))) {
                        decisions.add(new ConsentDecision(
                                purpose,
                                granted,
                                evidence(Origin.CLIENT, source, statement(granted), terms),
                                call.at(),
                                granted ? end(purpose, call.at(), terms) : null,
                                null));
                    }
                }));
        return decisions;
    }

    /** Where several categories mean one purpose, all of them must be allowed. */
    private static Map<String, Boolean> states(Registered source, Call call) {
        if (call.consents().isEmpty()) {
            return Map.of();
        }
        Map<String, Boolean> states = new HashMap<>();
        source.consentPolicy().categories().forEach((category, purposes) -> {
            Boolean allowed = call.consents().get(category);
            if (allowed != null) {
                purposes.forEach(purpose -> states.merge(purpose, allowed, Boolean::logicalAnd));
            }
        });
        return states;
    }

    private static @Nullable Instant end(String purpose, Instant from, ConsentTerms terms) {
        return terms.of(purpose).map(one -> one.end(from, null)).orElse(null);
    }

    private static String statement(boolean granted) {
        return granted ? Evidence.CLIENT_REPORTED_CONSENT : Evidence.CLIENT_REPORTED_REFUSAL;
    }

    private static Evidence evidence(Origin origin, Registered source, String statement, ConsentTerms terms) {
        return new Evidence(origin, source.sourceId(), statement, null, null, terms.version(), null, null, null);
    }
}
