package io.annals.command.mapping;

import io.annals.command.mapping.Rule.Condition;
import io.annals.command.mapping.Rule.Group;
import io.annals.command.mapping.Rule.Order;
import io.annals.command.mapping.Rule.Repeat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one element of a mapping's {@code calls}. */
public final class RuleReader {

    private static final int MOST_ROWS = 100;

    /** What each type of call must say beside who it was, and when. */
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "identify", List.of("traits"),
            "track", List.of("event"),
            "page", List.of("name"),
            "screen", List.of("name"),
            "group", List.of("groupId"),
            "alias", List.of("previousId"));

    private final ValueReader values = new ValueReader();

    /** Those that the rules read so far name. */
    public Set<String> columns() {
        return values.columns();
    }

    public Rule rule(Node node) {
        node.only(
                "type",
                "when",
                "unless",
                "group",
                "repeat",
                "messageId",
                "timestamp",
                "userId",
                "anonymousId",
                "identifiers",
                "consent",
                "context",
                "event",
                "name",
                "groupId",
                "previousId",
                "properties",
                "traits");
        String type = node.child("type").text();
        List<String> required = REQUIRED.get(type);
        if (required == null) {
            throw node.child("type").wrong("must be identify, track, page, screen, group or alias");
        }
        required.forEach(field -> values.value(node.child(field)));
        if (!node.has("userId") && !node.has("anonymousId")) {
            throw node.wrong("needs userId or anonymousId");
        }
        return new Rule(
                type,
                conditions(node, "when"),
                conditions(node, "unless"),
                node.has("group") ? group(node.child("group")) : null,
                node.has("repeat") ? node.child("repeat").oneOf(Repeat.class) : Repeat.ALWAYS,
                values.value(node.child("messageId")),
                values.timestamp(node.child("timestamp")),
                fields(node));
    }

    private Value.Fields fields(Node node) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (String field : List.of("userId", "anonymousId", "event", "name", "groupId", "previousId")) {
            if (node.has(field)) {
                fields.put(field, values.value(node.child(field)));
            }
        }
        for (String field : List.of("properties", "traits")) {
            if (node.has(field)) {
                fields.put(field, values.fields(node.child(field)));
            }
        }
        Value.Fields context = context(node);
        if (!context.values().isEmpty()) {
            fields.put("context", context);
        }
        return new Value.Fields(fields);
    }

    private Value.Fields context(Node node) {
        Map<String, Value> context = new LinkedHashMap<>();
        if (node.has("context")) {
            context.putAll(values.fields(node.child("context")).values());
        }
        if (node.has("consent")) {
            Map<String, Value> categories = node.child("consent").each(one -> new Value.Flag(values.value(one)));
            context.put("consent", new Value.Fields(Map.of("categoryPreferences", new Value.Fields(categories))));
        }
        if (node.has("identifiers")) {
            List<Value> identifiers = new ArrayList<>();
            node.child("identifiers").each(values::value).forEach((type, id) -> identifiers.add(external(type, id)));
            context.put("externalIds", new Value.Array(identifiers));
        }
        return new Value.Fields(context);
    }

    /** An identifier must be text; what has no id is left out by the server, as of any client. */
    private static Value external(String type, Value id) {
        return new Value.Fields(Map.of(
                "type", new Value.Fixed(type),
                "id", new Value.Text(List.of(id)),
                "collection", new Value.Fixed("users"),
                "encoding", new Value.Fixed("none")));
    }

    private Group group(Node node) {
        node.only("by", "rows", "most");
        int most = MOST_ROWS;
        if (node.has("most")) {
            try {
                most = Integer.parseInt(node.child("most").text());
            } catch (NumberFormatException e) {
                throw node.child("most").wrong("must be a whole number");
            }
        }
        if (most < 1) {
            throw node.child("most").wrong("must be at least 1");
        }
        Order order = node.has("rows") ? node.child("rows").oneOf(Order.class) : Order.ADJACENT;
        return new Group(values.value(node.child("by")), order, most);
    }

    private List<Condition> conditions(Node node, String key) {
        if (!node.has(key)) {
            return List.of();
        }
        List<Condition> conditions = new ArrayList<>();
        node.child(key)
                .each(Node::texts)
                .forEach((column, texts) -> conditions.add(new Condition(values.column(column), texts)));
        return conditions;
    }
}
