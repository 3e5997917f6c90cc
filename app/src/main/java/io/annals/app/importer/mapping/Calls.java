package io.annals.app.importer.mapping;

import io.annals.app.importer.Reading;
import io.annals.command.mapping.Row;
import io.annals.command.mapping.Rows;
import io.annals.command.mapping.Rule;
import io.annals.command.mapping.Rule.Group;
import io.annals.command.mapping.Rule.Order;
import io.annals.command.mapping.Rule.Repeat;
import io.annals.command.mapping.Unfit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes the calls of one file, a row after the other. */
final class Calls {

    private static final int MOST_EXAMPLES = 10;

    private final String file;
    private final List<Rule> rules;
    private final Consumer<Map<String, Object>> calls;

    /** Open groups, by rule and by what its rows have in common. */
    private final Map<Rule, Map<Object, List<Row>>> open = new HashMap<>();

    private final Map<Rule, Map<Object, Map<String, Object>>> last = new HashMap<>();
    private final Map<String, Long> made = new LinkedHashMap<>();
    private final List<String> examples = new ArrayList<>();
    private long rows;
    private long leftOut;

    Calls(String file, List<Rule> rules, Consumer<Map<String, Object>> calls) {
        this.file = file;
        this.rules = rules;
        this.calls = calls;
    }

    void add(Row row) {
        rows++;
        for (Rule rule : rules) {
            if (rule.concerns(row)) {
                add(rule, row);
            }
        }
    }

    Reading end() {
        for (Rule rule : rules) {
            open.getOrDefault(rule, Map.of()).values().forEach(group -> tell(rule, group));
        }
        return new Reading(rows, made, leftOut, examples);
    }

    private void add(Rule rule, Row row) {
        Group group = rule.group();
        if (group == null) {
            make(rule, new Rows(List.of(row), 1));
            return;
        }
        Object key;
        try {
            key = group.key(row);
        } catch (Unfit e) {
            leaveOut(row, e);
            return;
        }
        Map<Object, List<Row>> groups = open.computeIfAbsent(rule, one -> new LinkedHashMap<>());
        if (group.rows() == Order.ADJACENT && !groups.containsKey(key)) {
            groups.values().forEach(ended -> tell(rule, ended));
            groups.clear();
        }
        groups.computeIfAbsent(key, one -> new ArrayList<>()).add(row);
    }

    private void tell(Rule rule, List<Row> group) {
        int most = rule.group() == null ? group.size() : rule.group().most();
        for (int from = 0, part = 1; from < group.size(); from += most, part++) {
            make(rule, new Rows(group.subList(from, Math.min(from + most, group.size())), part));
        }
    }

    private void make(Rule rule, Rows rows) {
        try {
            Map<String, Object> content = rule.content(rows);
            if (rule.repeat() == Repeat.WHEN_CHANGED && !changed(rule, content)) {
                return;
            }
            calls.accept(rule.call(content, rows));
            made.merge(rule.type() + " made", 1L, Long::sum);
        } catch (Unfit e) {
            leaveOut(rows.first(), e);
        }
    }

    private boolean changed(Rule rule, Map<String, Object> content) {
        Object who = content.getOrDefault("userId", content.get("anonymousId"));
        return !content.equals(
                last.computeIfAbsent(rule, one -> new HashMap<>()).put(who, new LinkedHashMap<>(content)));
    }

    private void leaveOut(Row row, Unfit why) {
        leftOut++;
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(file + ", line " + row.line() + ": " + why.getMessage());
        }
    }
}
