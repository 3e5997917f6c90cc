package io.annals.command.declaration;

import io.annals.contracts.source.Declaration.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The declared fields of one place: of an event's properties, of traits, of a context. */
final class Fields {

    static final Fields NONE = new Fields(Map.of());

    private static final int MOST_DIGITS = 40;

    private final Map<String, ValueType> types;
    /** Objects and lists of which something is declared, by the way to them. */
    private final Set<String> entered = new HashSet<>();

    Fields(Map<String, ValueType> types) {
        this.types = types;
        for (String name : types.keySet()) {
            for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
                entered.add(name.substring(0, dot));
            }
        }
    }

    boolean names(String field) {
        return types.containsKey(field);
    }

    /** What is declared of it; what is no object is not ours to judge. */
    @Nullable
    Object of(@Nullable Object said, String label, Set<String> undeclared) {
        return said instanceof Map<?, ?> map ? object(object(map), "", label + ": ", undeclared) : said;
    }

    private Map<String, Object> object(Map<String, Object> said, String way, String label, Set<String> undeclared) {
        Map<String, Object> left = new LinkedHashMap<>();
        said.forEach((name, value) -> {
            String path = way + name;
            ValueType type = types.get(path);
            if (type != null ? fits(type, value) : value == null && entered.contains(path)) {
                left.put(name, value);
                return;
            }
            if (type == null && entered.contains(path) && value instanceof Map<?, ?> inner) {
                left.put(name, object(object(inner), path + ".", label, undeclared));
                return;
            }
            if (type == null && entered.contains(path) && value instanceof List<?> elements) {
                left.put(name, list(elements, path, label, undeclared));
                return;
            }
            undeclared.add(label + path);
        });
        return left;
    }

    private List<Object> list(List<?> elements, String path, String label, Set<String> undeclared) {
        List<Object> left = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (element instanceof Map<?, ?> inner) {
                left.add(object(object(inner), path + ".", label, undeclared));
                continue;
            }
            undeclared.add(label + path);
        }
        return left;
    }

    /** Nothing fits everything: a trait of null is taken away. */
    private static boolean fits(ValueType type, @Nullable Object value) {
        return value == null
                || switch (type) {
                    case ANY -> true;
                    case TEXT -> value instanceof String;
                    case NUMBER -> value instanceof Number || (value instanceof String text && isNumber(text));
                    case BOOLEAN -> value instanceof Boolean;
                    case LIST -> value instanceof List;
                    case OBJECT -> value instanceof Map;
                };
    }

    private static boolean isNumber(String text) {
        if (text.length() > MOST_DIGITS) {
            return false;
        }
        try {
            new BigDecimal(text.strip());
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @SuppressWarnings("unchecked") // the JSON reader makes no maps but these
    static Map<String, Object> object(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
