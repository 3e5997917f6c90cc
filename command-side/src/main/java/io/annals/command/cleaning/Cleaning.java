package io.annals.command.cleaning;

import io.annals.command.codebook.CodeBooks;
import io.annals.contracts.source.CleaningSettings;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules in their order; the first that objects decides. */
public final class Cleaning {

    /** Decided by the intake before all others, because a resend must be acknowledged: it has no switch. */
    static final String DUPLICATE = "duplicate";

    private final List<Rule> rules;

    /** @param rules those that only look first, those that count last, so that what is left out is never counted */
    Cleaning(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Writes alike before anything is asked. */
    static final String CODE_BOOK = CodeBooks.RULE;

    /** In the order in which they are asked. */
    List<String> names() {
        return Stream.concat(Stream.of(CODE_BOOK, DUPLICATE), rules.stream().map(Rule::name))
                .toList();
    }

    public @Nullable Objection objection(String source, Candidate call, CleaningSettings settings) {
        for (int next = after(call.passed()); next < rules.size(); next++) {
            Rule rule = rules.get(next);
            if (settings.off().contains(rule.name())) {
                continue;
            }
            String why = rule.objection(source, call, settings);
            if (why != null) {
                return new Objection(rule.name(), why);
            }
        }
        return null;
    }

    private int after(@Nullable String passed) {
        for (int i = 0; passed != null && i < rules.size(); i++) {
            if (rules.get(i).name().equals(passed)) {
                return i + 1;
            }
        }
        return 0;
    }
}
