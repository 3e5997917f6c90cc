package io.annals.command.mapping;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a mapping says of values and remembers the columns they name. */
final class ValueReader {

    private static final Pattern COLUMN = Pattern.compile("\\{([^{}]+)}");

    private final Set<String> columns = new TreeSet<>();

    Set<String> columns() {
        return columns;
    }

    String column(String name) {
        columns.add(name);
        return name;
    }

    Value value(Node node) {
        if (node.value() instanceof List) {
            return new Value.Array(node.list().stream().map(this::value).toList());
        }
        if (!node.isMap()) {
            return node.value() instanceof Number || node.value() instanceof Boolean
                    ? new Value.Fixed(node.value())
                    : template(node.text());
        }
        for (Object key : node.map().keySet()) {
            if (key.toString().startsWith("$")) {
                return typed(key.toString(), node);
            }
        }
        return fields(node);
    }

    Value.Fields fields(Node node) {
        return new Value.Fields(node.each(this::value));
    }

    Timestamp timestamp(Node node) {
        if (!node.isMap()) {
            return new Timestamp(value(node), Timestamp.ISO, ZoneOffset.UTC, null);
        }
        node.only("at", "format", "zone", "plusSeconds");
        try {
            return new Timestamp(
                    value(node.child("at")),
                    node.has("format") ? Timestamp.format(node.child("format").text()) : Timestamp.ISO,
                    node.has("zone") ? ZoneId.of(node.child("zone").text()) : ZoneOffset.UTC,
                    node.has("plusSeconds") ? number(node.child("plusSeconds")) : null);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw node.wrong("has a format or zone that is none: " + e.getMessage());
        }
    }

    private Value typed(String type, Node node) {
        Node of = node.child(type);
        if (type.equals("$lookup")) {
            node.only("$lookup", "in", "else");
            return new Value.Lookup(
                    value(of), node.child("in").each(this::value), node.has("else") ? value(node.child("else")) : null);
        }
        if (type.equals("$each") && node.has("of")) {
            node.only("$each", "of");
            return new Value.EachOf(value(of), value(node.child("of")));
        }
        node.only(type);
        return switch (type) {
            case "$number" -> number(of);
            case "$integer" -> new Value.Integer(number(of));
            case "$boolean" -> new Value.Flag(value(of));
            case "$each" -> new Value.Each(value(of));
            case "$sum" -> new Value.Sum(numbers(of));
            case "$ratio" -> ratio(of);
            default ->
                throw of.wrong("is no type; there are $number, $integer, $boolean, $lookup, $each, $sum, $ratio");
        };
    }

    private Value ratio(Node of) {
        List<Value.Number> both = numbers(of);
        if (both.size() != 2) {
            throw of.wrong("must be two numbers");
        }
        return new Value.Ratio(both.get(0), both.get(1));
    }

    private List<Value.Number> numbers(Node node) {
        return node.list().stream().map(this::number).toList();
    }

    private Value.Number number(Node node) {
        return new Value.Number(value(node));
    }

    private Value template(String text) {
        List<Value> pieces = new ArrayList<>();
        Matcher matcher = COLUMN.matcher(text);
        int done = 0;
        while (matcher.find()) {
            if (matcher.start() > done) {
                pieces.add(new Value.Fixed(text.substring(done, matcher.start())));
            }
            pieces.add(new Value.Cell(column(matcher.group(1))));
            done = matcher.end();
        }
        if (done < text.length() || pieces.isEmpty()) {
            pieces.add(new Value.Fixed(text.substring(done)));
        }
        return pieces.size() == 1 ? pieces.get(0) : new Value.Text(pieces);
    }
}
