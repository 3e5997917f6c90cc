package io.annals.command.identity;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.google.re2j.PatternSyntaxException;
import io.annals.command.CommandProblem.Invalid;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityRules;
import io.annals.contracts.customer.IdentityRules.Blocked;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules as somebody proposes them, to be rehearsed or published. */
public record RulesBody(
        @Schema(requiredMode = REQUIRED) @Nullable Map<String, Integer> limits,
        @Schema(requiredMode = REQUIRED) @Nullable Integer otherLimit,
        @Schema(requiredMode = REQUIRED) @Nullable List<String> priority,
        @Schema(requiredMode = REQUIRED) @Nullable List<Blocked> blocked) {

    private static final int MOST_LIMIT = 10_000;
    private static final int MOST_TYPES = 50;
    private static final int MOST_BLOCKED = 1_000;
    private static final int MOST_TEXT = 512;
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_.-]{0,39}");

    /** @throws Invalid when they could not be obeyed */
    public Naming read(int version) {
        if (limits == null || otherLimit == null || priority == null || blocked == null) {
            throw invalid("Rules have limits, otherLimit, priority and blocked.");
        }
        expectLimits(limits, otherLimit);
        expectPriority(priority);
        try {
            return Naming.of(new IdentityRules(version, limits, otherLimit, priority, normalised(blocked)));
        } catch (PatternSyntaxException e) {
            throw invalid("A pattern cannot be read: " + e.getMessage() + ".");
        }
    }

    private static void expectLimits(Map<String, Integer> limits, int otherLimit) {
        if (limits.size() > MOST_TYPES) {
            throw invalid("There may be limits for " + MOST_TYPES + " types.");
        }
        limits.forEach((type, limit) -> {
            expectType(type);
            expectLimit(limit);
        });
        expectLimit(otherLimit);
        if (limits.getOrDefault(Identifier.USER_ID, otherLimit) != 1) {
            throw invalid("A customer has one user id for ever: the limit of user_id is 1.");
        }
    }

    private static void expectLimit(@Nullable Integer limit) {
        if (limit == null || limit < 1 || limit > MOST_LIMIT) {
            throw invalid("A limit is from 1 to " + MOST_LIMIT + ".");
        }
    }

    /** Two users are two people whatever else they share, so nothing is stronger than a user id. */
    private static void expectPriority(List<String> priority) {
        priority.forEach(RulesBody::expectType);
        if (priority.size() > MOST_TYPES || new HashSet<>(priority).size() < priority.size()) {
            throw invalid("Priority names at most " + MOST_TYPES + " types, each once.");
        }
        if (priority.isEmpty() || !priority.get(0).equals(Identifier.USER_ID)) {
            throw invalid("The first in priority is user_id.");
        }
    }

    private static List<Blocked> normalised(List<Blocked> blocked) {
        if (blocked.size() > MOST_BLOCKED) {
            throw invalid("There may be " + MOST_BLOCKED + " blocked values and patterns.");
        }
        List<Blocked> clean = new ArrayList<>(blocked.size());
        for (Blocked one : blocked) {
            String text = one == null ? null : one.value() == null ? one.pattern() : one.value();
            if (text == null
                    || text.isBlank()
                    || text.length() > MOST_TEXT
                    || (one.value() != null && one.pattern() != null)) {
                throw invalid(
                        "What is blocked is either a value or a pattern, of at most " + MOST_TEXT + " characters.");
            }
            if (one.type() != null) {
                expectType(one.type());
            }
            clean.add(one);
        }
        return clean;
    }

    private static void expectType(@Nullable String type) {
        if (type == null || !TYPE.matcher(type).matches()) {
            throw invalid("A type of identifier is small letters, digits, dots and dashes.");
        }
    }

    private static Invalid invalid(String detail) {
        return new Invalid("rules-invalid", detail);
    }
}
