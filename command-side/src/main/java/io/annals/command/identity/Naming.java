package io.annals.command.identity;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityRules;
import io.annals.contracts.customer.IdentityRules.Blocked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One version of the rules, ready to be asked for every name that comes in. */
public final class Naming {

    public static final Naming DEFAULTS = of(IdentityRules.DEFAULTS);

    private final IdentityRules rules;
    private final Comparator<Identifier> strongestFirst;
    private final Set<Identifier> values = new HashSet<>();
    private final List<Fit> patterns = new ArrayList<>();

    private record Fit(@Nullable String type, Pattern pattern) {}

    private Naming(IdentityRules rules) {
        this.rules = rules;
        this.strongestFirst = Comparator.<Identifier>comparingInt(name -> rules.rank(name.type()))
                .thenComparing(Identifier::type);
    }

    /** @throws PatternSyntaxException when a pattern is none */
    public static Naming of(IdentityRules rules) {
        Naming naming = new Naming(rules);
        for (Blocked blocked : rules.blocked()) {
            if (blocked.value() != null) {
                naming.values.add(key(blocked.type(), blocked.value()));
            }
            if (blocked.pattern() != null) {
                naming.patterns.add(
                        new Fit(blocked.type(), Pattern.compile(blocked.pattern(), Pattern.CASE_INSENSITIVE)));
            }
        }
        return naming;
    }

    public IdentityRules rules() {
        return rules;
    }

    /** Whether this name stands for nobody; whoever sent it would otherwise all become one person. */
    public boolean blocks(Identifier name) {
        if (name.value().isEmpty()
                || values.contains(key(null, name.value()))
                || values.contains(key(name.type(), name.value()))) {
            return true;
        }
        for (Fit fit : patterns) {
            if ((fit.type == null || fit.type.equals(name.type())) && fit.pattern.matches(name.value())) {
                return true;
            }
        }
        return false;
    }

    public Comparator<Identifier> strongestFirst() {
        return strongestFirst;
    }

    /** As the name is normalised that it is compared with. */
    private static Identifier key(@Nullable String type, String value) {
        return new Identifier(type == null ? "" : type, value.toLowerCase(Locale.ROOT));
    }
}
