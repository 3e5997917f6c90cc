package io.annals.command.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A place in a mapping, so that a fault can name it.
 *
 * @param place as in {@code orders.yml: calls[0].timestamp}
 */
public record Node(String place, @Nullable Object value) {

    public Node child(String key) {
        return new Node(place.endsWith(":") ? place + " " + key : place + "." + key, map().get(key));
    }

    public boolean has(String key) {
        return map().get(key) != null;
    }

    boolean isMap() {
        return value instanceof Map;
    }

    /** Refuses keys that nobody would read: most are spelling mistakes. */
    public Node only(String... keys) {
        for (Object key : map().keySet()) {
            if (!List.of(keys).contains(String.valueOf(key))) {
                throw wrong("does not know \"" + key + "\", only " + String.join(", ", keys));
            }
        }
        return this;
    }

    Map<?, ?> map() {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw wrong(value == null ? "is missing" : "must have fields");
    }

    /** The fields, each read. */
    public <T> Map<String, T> each(Function<Node, T> read) {
        Map<String, T> fields = new LinkedHashMap<>();
        map().keySet().forEach(key -> fields.put(String.valueOf(key), read.apply(keyed(key))));
        return fields;
    }

    /** A YAML key may be a number. */
    private Node keyed(Object key) {
        return new Node(place + "." + key, map().get(key));
    }

    /** The elements; one that stands alone is a list of one. */
    public List<Node> list() {
        if (value == null) {
            throw wrong("is missing");
        }
        List<Node> nodes = new ArrayList<>();
        for (Object one : value instanceof List<?> list ? list : List.of(value)) {
            nodes.add(new Node(place + "[" + nodes.size() + "]", one));
        }
        return nodes;
    }

    public List<String> texts() {
        return list().stream().map(Node::text).toList();
    }

    public String text() {
        if (value == null || value instanceof Map || value instanceof List) {
            throw wrong(value == null ? "is missing" : "must be text");
        }
        return value.toString();
    }

    public <E extends Enum<E>> E oneOf(Class<E> type) {
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (word.equals(text())) {
                return constant;
            }
            words.add(word);
        }
        throw wrong("must be one of " + String.join(", ", words));
    }

    /** Refuses keys that mean nothing here. */
    public Node without(String why, String... keys) {
        for (String key : keys) {
            if (has(key)) {
                throw child(key).wrong("cannot be: " + why);
            }
        }
        return this;
    }

    public MappingInvalid wrong(String why) {
        return new MappingInvalid(place + " " + why + ".");
    }
}
