package io.annals.command.source;

import io.annals.command.CommandProblem.Invalid;
import io.annals.command.purpose.TermsInForce;
import io.annals.contracts.customer.ConsentTerms;
import io.annals.contracts.source.ConsentPolicy;
import io.annals.contracts.source.ConsentPolicy.Mode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A consent policy as it is asked for. */
record PolicyBody(
        @Nullable Mode mode,
        @Nullable Map<String, List<String>> categories,
        @Nullable List<String> purposes,
        @Nullable String statement) {

    private static final int MOST_STATEMENT = 2_000;

    /** @throws Invalid when there can be no such policy under these terms */
    ConsentPolicy read(ConsentTerms terms) {
        Mode wished = Objects.requireNonNullElse(mode, Mode.REQUIRED);
        Map<String, List<String>> meant = Objects.requireNonNullElse(categories, Map.of());
        List<String> vouched = Objects.requireNonNullElse(purposes, List.of());
        String words = Objects.requireNonNullElse(statement, "").strip();
        meant.values().forEach(purposes -> expectPurposes(purposes, terms));
        expectPurposes(vouched, terms);
        if (wished == Mode.FROM_EVENT && meant.isEmpty()) {
            throw new Invalid("policy-invalid", "FROM_EVENT needs categories: {category: [purpose, …]}.");
        }
        if (wished == Mode.ASSERTED && (vouched.isEmpty() || words.isEmpty())) {
            throw new Invalid("policy-invalid", "ASSERTED needs purposes and a statement an auditor can judge.");
        }
        if (words.length() > MOST_STATEMENT || words.indexOf('\0') >= 0) {
            throw new Invalid("policy-invalid", "A statement may hold " + MOST_STATEMENT + " characters.");
        }
        return new ConsentPolicy(wished, meant, vouched, words);
    }

    private static void expectPurposes(@Nullable List<String> purposes, ConsentTerms terms) {
        if (purposes == null || !terms.names().containsAll(purposes)) {
            throw new Invalid("purpose-unknown", TermsInForce.unknown(terms).detail());
        }
    }
}
