package io.annals.command.hook;

import io.annals.command.mapping.MappingInvalid;
import io.annals.command.mapping.Node;
import io.annals.command.mapping.Row;
import io.annals.command.mapping.Rows;
import io.annals.command.mapping.Rule;
import io.annals.command.mapping.RuleReader;
import io.annals.command.mapping.Unfit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes calls of a body: the rules of an import's mapping, of which each body is one row. */
final class HookMapping {

    private static final int MOST_RULES = 50;
    /** What a complaint quotes came from the sender, and may be about a person. */
    private static final Pattern QUOTED = Pattern.compile("\".*\"", Pattern.DOTALL);

    private final List<Rule> rules;
    private final Set<String> columns;

    private HookMapping(List<Rule> rules, Set<String> columns) {
        this.rules = rules;
        this.columns = columns;
    }

    /** @throws MappingInvalid with the place of the fault */
    static HookMapping of(List<Map<String, Object>> calls) {
        Node node = new Node("calls", calls);
        if (calls.size() > MOST_RULES) {
            throw node.wrong("may hold " + MOST_RULES + " rules");
        }
        RuleReader reader = new RuleReader();
        List<Rule> rules = node.list().stream()
                .map(rule -> reader.rule(rule.without("a webhook's body is one row", "group", "repeat")))
                .toList();
        return new HookMapping(rules, reader.columns());
    }

    Set<String> columns() {
        return columns;
    }

    /** @throws Unmapped when no rule is about it, or one that is can make nothing of it: a body becomes calls as a whole */
    List<Map<String, Object>> calls(Map<String, Object> said) throws Unmapped {
        Row row = new Row.OfJson(1, said);
        Rows rows = new Rows(List.of(row), 1);
        List<Map<String, Object>> calls = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (!rule.concerns(row)) {
                continue;
            }
            try {
                calls.add(rule.call(rule.content(rows), rows));
            } catch (Unfit e) {
                String why = QUOTED.matcher(String.valueOf(e.getMessage())).replaceAll("a value");
                throw new Unmapped("hook-unfit", "calls[" + i + "] cannot be made of it: " + why + ".");
            }
        }
        if (calls.isEmpty()) {
            throw new Unmapped("hook-unmapped", "No rule of the mapping is about it.");
        }
        return calls;
    }
}
